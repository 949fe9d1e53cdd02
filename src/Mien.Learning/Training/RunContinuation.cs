using Mien.Learning.Recipes;

namespace Mien.Learning.Training;

/// <summary>
/// What a checkpoint may be continued by: the recipe and the data that made it, or the same recipe with more epochs where their number decides nothing about
/// those that are done.
/// </summary>
internal static class RunContinuation
{
    /// <summary>Reads a run's checkpoint, and makes it one of the given recipe's where this asks for more epochs.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="recipe">What it shall go on by.</param>
    /// <param name="data">The digest of the rows that it shall learn from.</param>
    /// <exception cref="CheckpointException">It is damaged, or of another recipe or other data.</exception>
    public static (CheckpointState State, Dictionary<string, float[]> Arrays) Load(RunFolder folder, Recipe recipe, string data)
    {
        var (state, arrays) = Checkpoint.Load(folder.Checkpoint);
        if (state.Data != data)
            throw Refusal(folder, "other data");
        if (state.Recipe == recipe.Digest)
            return (state, arrays);
        if (!IsLonger(folder, recipe, state))
            throw Refusal(folder, "another recipe");
        state = state with { Recipe = recipe.Digest };
        // Before the folder's recipe is replaced: whatever ends the process in between, the two that belong together are found again.
        Checkpoint.Save(folder.Checkpoint, state, [.. arrays]);
        return (state, arrays);
    }

    private static bool IsLonger(RunFolder folder, Recipe recipe, CheckpointState state)
    {
        if (recipe.Schedule is not { Name: "constant" or "plateau", Warmup: 0 } || recipe.Phases.Count > 1 || !File.Exists(folder.Recipe))
            return false;
        var begun = Recipe.Load(folder.Recipe);
        var longer = Recipe.Load(folder.Recipe, [FormattableString.Invariant($"training.epochs={recipe.Training.Epochs}")]);
        return begun.Digest == state.Recipe && longer.Digest == recipe.Digest && recipe.Training.Epochs > begun.Training.Epochs;
    }

    private static CheckpointException Refusal(RunFolder folder, string what) =>
        new($"{folder.Path} holds a run of {what}; give another folder by --out, or delete it.");
}
