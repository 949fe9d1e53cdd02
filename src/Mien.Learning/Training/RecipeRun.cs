using Mien.Learning.Data;
using Mien.Learning.Recipes;

namespace Mien.Learning.Training;

/// <summary>A run of any recipe, of a network or of a classical method.</summary>
internal static class RecipeRun
{
    /// <summary>The folder of a run of a recipe.</summary>
    public static RunFolder FolderOf(Recipe recipe, string path) => new(path, recipe.Method is not null);

    /// <summary>Trains to the end what the recipe describes.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="all">All rows.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="options">Where it runs.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static void Train(Recipe recipe, Dataset all, RunFolder folder, TrainerOptions options, CancellationToken cancellation)
    {
        if (recipe.Method is not null)
        {
            new MethodTrainer(recipe, all, folder, options, cancellation).Run(cancellation);
            return;
        }
        using var trainer = new Trainer(recipe, all, folder, options, cancellation);
        trainer.Run(cancellation);
    }
}
