using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Compute.Operations;
using Mien.Learning.Recipes;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;

namespace Mien.Cli.Commands;

/// <summary>A network by what users call it: a name of the zoo, a recipe's file or a model's.</summary>
internal static class NetworkSource
{
    /// <summary>Whether a path is that of a recipe.</summary>
    public static bool IsRecipe(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    /// <summary>Whether a path is that of a model file.</summary>
    public static bool IsModel(string path) => Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>An option for the size that some files, such as a detector's, leave to whoever runs them.</summary>
    public static Option<int> SizeOption() => OptionKinds.Whole("--size", "The pictures' side in pixels, where an ONNX file leaves it free", 640, 16, 8192);

    /// <summary>Reads it with its weights, or builds it with fresh ones.</summary>
    /// <param name="source">What users call it.</param>
    /// <param name="size">The side of a picture, where a file leaves it free.</param>
    /// <exception cref="UsageException">It is none of the three.</exception>
    public static Graph Open(string source, int size) =>
        IsModel(source) ? OnnxReader.Read(source, new OnnxReadOptions { FreeSize = new Size2(size, size) }) : Create(source);

    /// <summary>The phases in which it learns: a recipe's; one in which all learns otherwise.</summary>
    public static IReadOnlyList<Func<string, bool>> Phases(string source) =>
        IsRecipe(source) ? [.. Recipe.Load(source).Phases.Select<PhaseOptions, Func<string, bool>>(phase => phase.Trains)] : [_ => true];

    /// <summary>Builds it with fresh weights.</summary>
    /// <exception cref="UsageException">It is neither a name nor a recipe.</exception>
    public static Graph Create(string source)
    {
        if (Zoo.Names.Contains(source))
            return Zoo.Create(source);
        if (IsRecipe(source))
            return Recipe.Load(source).CreateNetwork();
        var meant = KeySuggestion.Nearest(source, Zoo.Names) is { } nearest ? $"did you mean '{nearest}'?" : $"there are {string.Join(", ", Zoo.Names)}, or a recipe's file (*.yaml)";
        throw new UsageException($"there is no network '{source}'; {meant}");
    }
}
