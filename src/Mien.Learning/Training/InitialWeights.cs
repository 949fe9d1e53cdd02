using System.Globalization;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Safetensors;

namespace Mien.Learning.Training;

/// <summary>Starts a network from the weights of a file.</summary>
internal static class InitialWeights
{
    private const int MostNames = 40;

    /// <summary>
    /// Copies what fits by name and shape. A first layer that sees grey takes weights for three colours summed over the colours, which answers a grey
    /// picture as the file's network answers the same picture in colour.
    /// </summary>
    /// <param name="network">The network that is to be trained.</param>
    /// <param name="path">An ONNX file, a safetensors file (<c>.safetensors</c>) or one of PyTorch's (<c>.pth</c>, <c>.pt</c>).</param>
    /// <returns>Lines for people: how much was taken; what the file lacks, has in another shape, and has in vain.</returns>
    /// <exception cref="ModelFormatException">The file is none of weights, or nothing in it fits.</exception>
    public static IReadOnlyList<string> Load(Graph network, string path)
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
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"starting from {(taken == wanted.Count ? "all" : $"{taken} of")} {wanted.Count} arrays, out of {path}"),
            .. Line("summed over colour for grey input", summed),
            .. Line("missing in the file", missing),
            .. Line("of another shape, left out", misshapen),
            .. Line("unexpected in the file, left out", [.. given.Keys.Where(name => !names.Contains(name))]),
        ];
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

    private static IEnumerable<string> Line(string title, List<string> names)
    {
        if (names.Count > 0)
            yield return $"  {title} ({names.Count}): {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? ", …" : string.Empty)}";
    }
}
