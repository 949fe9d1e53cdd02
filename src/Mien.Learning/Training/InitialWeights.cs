using Mien.Neural;
using Mien.Neural.Onnx;

namespace Mien.Learning.Training;

/// <summary>Starts a network from the weights of a model file.</summary>
internal static class InitialWeights
{
    /// <summary>Copies what fits by name and shape.</summary>
    /// <param name="network">The network that is to be trained.</param>
    /// <param name="path">An ONNX file.</param>
    /// <returns>One line: how many parameters were taken, and which were not.</returns>
    /// <exception cref="ModelFormatException">The file is no model, or nothing in it fits.</exception>
    public static string Load(Graph network, string path)
    {
        var source = OnnxReader.Read(path);
        var missing = new List<string>();
        foreach (var parameter in network.Parameters.Values.Where(p => p.Kind != ParameterKind.Constant))
        {
            if (source.Parameters.TryGetValue(parameter.Name, out var given) && given.Shape.Equals(parameter.Shape))
                given.Values.CopyTo(parameter.Values);
            else
                missing.Add(parameter.Name);
        }
        var taken = network.Parameters.Count - missing.Count;
        if (taken == 0)
            throw new ModelFormatException($"{path}: no weight in it fits this network by name and shape.");
        return missing.Count == 0
            ? $"starting from all {taken} arrays of {path}"
            : $"starting from {taken} arrays of {path}; it has none that fit {string.Join(", ", missing)}";
    }
}
