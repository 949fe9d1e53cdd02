using Mien.Learning.Recipes;
using Mien.Neural;

namespace Mien.Cli.Commands;

/// <summary>How many numbers of a network a training changes by gradients.</summary>
/// <param name="InAll">Those that learn in any phase.</param>
/// <param name="Phases">Those of each phase.</param>
internal sealed record TrainableCounts(long InAll, IReadOnlyList<long> Phases)
{
    /// <summary>Counts by a recipe's phases, or all that is learned where there is no recipe.</summary>
    public static TrainableCounts Of(Graph network, Recipe? recipe)
    {
        var learned = network.Parameters.Values.Where(p => p.IsLearned).ToList();
        return recipe is null
            ? new TrainableCounts(learned.Sum(Count), [learned.Sum(Count)])
            : new TrainableCounts(
                learned.Where(p => recipe.Phases.Any(phase => phase.Trains(p.Name))).Sum(Count),
                [.. recipe.Phases.Select(phase => phase.CountTrainable(network))]);
    }

    private static long Count(Parameter parameter) => parameter.Shape.Count;
}
