using System.Globalization;
using System.Security.Cryptography;
using Mien.Compute.Operations;
using Mien.Learning.Evaluation;
using Mien.Neural;
using Mien.Neural.Safetensors;

namespace Mien.Learning.Training;

/// <summary>The weights of a file that a network was started from, and what did not fit.</summary>
internal sealed class InitialWeights
{
    private const int MostNames = 40;
    private readonly IReadOnlyList<(string Title, IReadOnlyList<string> Names)> lists;
    private readonly string path;

    private InitialWeights(StartingWeights start, string path, IReadOnlyList<(string Title, IReadOnlyList<string> Names)> lists) =>
        (Start, this.path, this.lists) = (start, path, lists);

    /// <summary>What is kept of it in the run.</summary>
    public StartingWeights Start { get; }

    /// <summary>Lines for people: how much was taken; what the file lacks, has in another shape, and has in vain; of long lists the first names.</summary>
    public IReadOnlyList<string> Lines => Describe(MostNames);

    /// <summary>The same with all names.</summary>
    public IReadOnlyList<string> AllLines => Describe(int.MaxValue);

    /// <summary>
    /// Copies what fits by name and shape. A first layer that sees grey takes weights for three colours summed over the colours, which answers a grey
    /// picture as the file's network answers the same picture in colour.
    /// </summary>
    /// <param name="network">The network that is to be trained.</param>
    /// <param name="path">An ONNX file, a safetensors file (<c>.safetensors</c>) or one of PyTorch's (<c>.pth</c>, <c>.pt</c>).</param>
    /// <exception cref="ModelFormatException">The file is none of weights, or nothing in it fits.</exception>
    public static InitialWeights Load(Graph network, string path)
    {
        var given = WeightsFile.Read(path);
        var wanted = network.Parameters.Values.Where(p => p.Kind != ParameterKind.Constant).ToList();
        var first = network.Nodes.FirstOrDefault(n => n.Operation is Convolution)?.Inputs[1];
        List<string> missing = [], misshapen = [], summed = [];
        foreach (var parameter in wanted)
        {
            if (!given.TryGetValue(parameter.Name, out var stored))
                missing.Add(parameter.Name);
            else if (stored.Shape.Equals(parameter.Shape))
                stored.Values.CopyTo(parameter.Values, 0);
            else if (parameter.Name == first && TrySumColours(stored, parameter))
                summed.Add(parameter.Name);
            else
                misshapen.Add($"{parameter.Name} ({stored.Shape} for {parameter.Shape})");
        }
        var taken = wanted.Count - missing.Count - misshapen.Count;
        if (taken == 0)
            throw new ModelFormatException($"{path}: no weight in it fits this network by name and shape{Sample(given, wanted)}.");
        var names = wanted.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return new InitialWeights(new StartingWeights(Path.GetFileName(path), DigestOf(path), taken, wanted.Count), path,
        [
            ("summed over colour for grey input", summed),
            ("missing in the file", missing),
            ("of another shape, left out", misshapen),
            ("unexpected in the file, left out", [.. given.Keys.Where(name => !names.Contains(name))]),
        ]);
    }

    /// <summary>Refuses weights that are not those that a run started from.</summary>
    /// <param name="asked">The file that was asked for; null for none.</param>
    /// <param name="start">What the run started from; null where it began at random, and where an earlier version did not say.</param>
    /// <param name="folder">The run.</param>
    /// <exception cref="CheckpointException">They are others, or the run names none.</exception>
    public static void CheckSame(string? asked, StartingWeights? start, RunFolder folder)
    {
        if (asked is null || (start is not null && DigestOf(asked) == start.Digest))
            return;
        var begun = start is null
            ? $"whose checkpoint names no weights that it started from, so that {asked} would not be used"
            : $"that started from other weights ({start.File}) than {asked}";
        throw new CheckpointException($"{folder.Path} holds a run {begun}; leave --weights out to go on with it, or give another folder by --out.");
    }

    private static string DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static bool TrySumColours(StoredTensor stored, Parameter parameter)
    {
        if (stored.Shape.Rank != 4 || stored.Shape[1] != 3 || !stored.Shape.With(1, 1).Equals(parameter.Shape))
            return false;
        var plane = parameter.Shape[2] * parameter.Shape[3];
        for (var i = 0; i < parameter.Values.Length; i++)
        {
            var red = (i / plane * 3 * plane) + (i % plane);
            parameter.Values[i] = stored.Values[red] + stored.Values[red + plane] + stored.Values[red + (2 * plane)];
        }
        return true;
    }

    private static string Sample(IReadOnlyDictionary<string, StoredTensor> given, List<Parameter> wanted) =>
        given.Count == 0 || wanted.Count == 0 ? string.Empty : $"; it has '{given.Keys.First()}' and the like, the network '{wanted[0].Name}'";

    private List<string> Describe(int most)
    {
        List<string> lines = [string.Create(CultureInfo.InvariantCulture, $"starting from {(Start.Taken == Start.Arrays ? "all" : $"{Start.Taken} of")} {Start.Arrays} arrays, out of {path}")];
        foreach (var (title, names) in lists.Where(list => list.Names.Count > 0))
            lines.Add($"  {title} ({names.Count}): {string.Join(", ", names.Take(most))}{(names.Count > most ? ", …" : string.Empty)}");
        return lines;
    }
}
