using Mien.Emotions;
using Mien.Learning.Data;
using Mien.Learning.Recipes;

namespace Mien.Learning.Auditing;

/// <summary>The recipe of the networks whose cross-validated confidence an audit goes by.</summary>
internal static class AuditRecipe
{
    private const int MostClasses = 100;

    /// <summary>A small network, where no recipe is given.</summary>
    /// <param name="data">The rows that are audited.</param>
    /// <param name="epochs">Epochs a fold.</param>
    /// <exception cref="DataFormatException">No label of the data can be doubtful.</exception>
    public static Recipe Create(Dataset data, int epochs)
    {
        Check(data);
        // Whatever the classes are called, which may be no text of a recipe: a fold is learned by their places.
        var names = string.Join(", ", Enumerable.Range(1, data.Labels.Count).Select(place => FormattableString.Invariant($"class-{place}")));
        return Recipe.Parse(
            $$"""
            format: 1
            name: audit
            seed: 42
            network: { name: small, widthFactor: 0.25, dropout: 0.1 }
            outputs: [{ labels: [{{names}}], target: label }]
            augmentation: { flip: 0.5, shift: 0.06, rotation: 10 }
            optimizer: { name: sgd, momentum: 0.9, nesterov: true, weightDecay: 5.0e-4 }
            schedule: { name: one-cycle, learningRate: 0.1, warmup: 0.3 }
            training: { epochs: {{epochs}}, batch: 64, precision: bf16, ema: none }
            """,
            "audit.yaml");
    }

    /// <summary>The recipe of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">The rows that are audited.</param>
    /// <exception cref="RecipeException">The file is no recipe, or asks for what the networks of an audit do not do.</exception>
    /// <exception cref="DataFormatException">No label of the data can be doubtful, or the recipe has other classes.</exception>
    public static Recipe Load(string path, Dataset data)
    {
        Check(data);
        var recipe = Recipe.Load(path);
        if (recipe is not { Outputs: [{ Target: TargetKind.Label } output], Method: null } || !IsSame(output.LabelSet, data.Labels))
            throw new DataFormatException(data.Source, 0, null, $"{path} has not the data's classes ({data.Labels}) as its one output, a network's that learns from labels; such a recipe can audit it.");
        string[] undone = [.. Undone(recipe, output.LabelSet.Equals(data.Labels))];
        return undone.Length == 0 ? recipe : throw FaultList.Single(
            new RecipePosition(path, 0, 0), $"the networks of an audit cannot follow {string.Join(", ", undone)}; give a recipe without");
    }

    /// <summary>What a recipe asks for beyond one network that learns from labels for a number of epochs, by its keys.</summary>
    private static IEnumerable<string> Undone(Recipe recipe, bool isInOrder)
    {
        if (recipe.Loss.Weighting == ClassWeighting.List && !isInOrder)
            yield return "loss.classWeights in another order than that of the data's classes";
        if (recipe.Balance.Method is not (BalanceMethod.None or BalanceMethod.ClassWeights))
            yield return "balance";
        if (recipe.Phases.Count > 1)
            yield return "phases";
        if (recipe.Schedule.Plateau is not null)
            yield return "schedule.name: plateau";
        if (recipe.Stopping is not null)
            yield return "stopping";
        if (recipe.Distillation is not null)
            yield return "distillation";
    }

    private static bool IsSame(LabelSet one, LabelSet other) => one.Count == other.Count && !one.MapFrom(other).Contains(-1);

    private static void Check(Dataset data)
    {
        if (data.Samples.All(sample => sample.Label is null))
            throw new DataFormatException(data.Source, 0, null, "no row has a label, so that none can be doubtful; give --folds 0 to search for doubles and pictures without a face alone.");
        if (data.Labels.Count is < 2 or > MostClasses)
        {
            throw new DataFormatException(data.Source, 0, null, FormattableString.Invariant(
                $"labels can be doubtful in data of 2 to {MostClasses} classes, and this has {data.Labels.Count}; give --folds 0 to search for doubles and pictures without a face alone."));
        }
    }
}
