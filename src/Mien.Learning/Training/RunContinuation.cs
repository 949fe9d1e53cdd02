using Mien.Learning.Recipes;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>
/// What a checkpoint may be continued by: the recipe and the data that made it, or the same recipe with more epochs where their number decides nothing about
/// those that are done.
/// </summary>
internal static class RunContinuation
{
    /// <summary>Reads a run's checkpoint as one of the given recipe's.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="recipe">What it shall go on by.</param>
    /// <param name="data">The digest of the rows that it shall learn from.</param>
    /// <param name="chosen">The digest of the rows that shall choose; null where that of the data says it.</param>
    /// <exception cref="CheckpointException">It is damaged, or of another recipe or other data.</exception>
    public static (CheckpointState State, Dictionary<string, float[]> Arrays) Load(RunFolder folder, Recipe recipe, string data, string? chosen = null)
    {
        var (state, arrays) = Checkpoint.Load(folder.Checkpoint);
        if (state.Data != data || (state.Chosen is { } known && chosen is not null && known != chosen))
            throw Refusal(folder, "other data");
        if (state.Recipe == recipe.Digest)
            return (state, arrays);
        if (!IsLonger(folder, recipe, state))
            throw Refusal(folder, "another recipe");
        return (state with { Recipe = recipe.Digest }, arrays);
    }

    /// <summary>Makes the folder's recipe the given one, and its checkpoint one of this, when nothing can refuse to go on any more.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="recipe">What it goes on by.</param>
    public static void Adopt(RunFolder folder, Recipe recipe)
    {
        if (File.Exists(folder.Recipe) && File.ReadAllText(folder.Recipe) == recipe.Resolved)
            return;
        // The checkpoint first: whatever ends the process in between, the recipe that was asked for still fits it.
        if (File.Exists(folder.Checkpoint) && Checkpoint.Load(folder.Checkpoint) is var (state, arrays) && state.Recipe != recipe.Digest)
            Checkpoint.Save(folder.Checkpoint, state with { Recipe = recipe.Digest }, [.. arrays]);
        AtomicFile.WriteText(folder.Recipe, recipe.Resolved);
    }

    private static bool IsLonger(RunFolder folder, Recipe recipe, CheckpointState state)
    {
        if (recipe.Schedule is not { Name: "constant" or "plateau", Warmup: 0 } || recipe.Phases.Count > 1 || !File.Exists(folder.Recipe))
            return false;
        try
        {
            var begun = Recipe.Load(folder.Recipe);
            var longer = Recipe.Load(folder.Recipe, [FormattableString.Invariant($"training.epochs={recipe.Training.Epochs}")]);
            return begun.Digest == state.Recipe && longer.Digest == recipe.Digest && recipe.Training.Epochs > begun.Training.Epochs;
        }
        catch (RecipeException)
        {
            // One of another version, or whose epochs are those of its phases.
            return false;
        }
    }

    private static CheckpointException Refusal(RunFolder folder, string what) =>
        new($"{folder.Path} holds a run of {what}; give another folder by --out, or delete it.");
}
