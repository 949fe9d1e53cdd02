using Mien.Cli.Hosting;
using Mien.Learning.Recipes;
using Mien.Neural;
using Mien.Neural.Zoo;

namespace Mien.Cli.Commands;

/// <summary>A network by what users call it: a name of the zoo or a recipe's file.</summary>
internal static class NetworkSource
{
    /// <summary>Whether a path is that of a recipe.</summary>
    public static bool IsRecipe(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    /// <summary>Builds it with fresh weights.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static Graph Create(string source)
    {
        if (Zoo.Names.Contains(source))
            return Zoo.Create(source);
        if (IsRecipe(source))
            return Recipe.Load(source).Network.Create();
        var meant = KeySuggestion.Nearest(source, Zoo.Names) is { } nearest ? $"did you mean '{nearest}'?" : $"there are {string.Join(", ", Zoo.Names)}, or a recipe's file (*.yaml)";
        throw new UsageException($"there is no network '{source}'; {meant}");
    }
}
