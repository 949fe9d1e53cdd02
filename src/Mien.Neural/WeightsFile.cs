using Mien.Neural.Onnx;
using Mien.Neural.PyTorch;
using Mien.Neural.Safetensors;

namespace Mien.Neural;

/// <summary>Files of weights of any format that is read: PyTorch's (<c>.pth</c>, <c>.pt</c>, <c>.bin</c>), <c>.safetensors</c>, and ONNX for all other names.</summary>
public static class WeightsFile
{
    private const int MostNames = 4;

    /// <summary>Whether a file of this name is read as ONNX.</summary>
    /// <param name="path">The file's path.</param>
    public static bool IsOnnx(string path) => Path.GetExtension(path).ToUpperInvariant() is not (".PTH" or ".PT" or ".BIN" or ".SAFETENSORS");

    /// <summary>Reads the arrays of numbers by name.</summary>
    /// <param name="path">The file, of at most 1 GiB.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no such file, or something in it is wrong; the text says what.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PTH" or ".PT" or ".BIN" => PyTorchReader.Read(path),
            ".SAFETENSORS" => SafetensorsReader.Read(path).Tensors,
            _ => OnnxReader.Read(path).Parameters.Values.Where(p => p.Kind != ParameterKind.Constant)
                .ToDictionary(p => p.Name, p => new StoredTensor(p.Shape, p.Values), StringComparer.Ordinal),
        };
    }

    /// <summary>Gives a graph's parameters the values that a file stores under the same names. Further tensors of the file are left aside.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ModelFormatException">The file is wrong, lacks a parameter or has it in another shape; the graph is as it was.</exception>
    public static void ReadInto(Graph graph, string path) => ReadInto(graph, path, name => name);

    /// <summary>As the other, where the file calls its tensors otherwise.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The file.</param>
    /// <param name="rename">The graph's name for a name of the file.</param>
    internal static void ReadInto(Graph graph, string path, Func<string, string> rename)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in Read(path))
        {
            if (!tensors.TryAdd(rename(name), tensor))
                throw new ModelFormatException($"{path}: '{name}' becomes '{rename(name)}', which another tensor is called too.");
        }
        Copy(tensors, graph, path);
    }

    internal static void Copy(IReadOnlyDictionary<string, StoredTensor> tensors, Graph graph, string path)
    {
        var parameters = graph.Parameters.Values.Where(p => p.Kind != ParameterKind.Constant).ToList();
        foreach (var parameter in parameters)
        {
            if (!tensors.TryGetValue(parameter.Name, out var tensor))
                throw new ModelFormatException($"{path} has no tensor '{parameter.Name}', which the network needs{Unknown(tensors, parameters)}.");
            if (!tensor.Shape.Equals(parameter.Shape))
                throw new ModelFormatException($"{path}: the tensor '{parameter.Name}' is {tensor.Shape}, but the network needs {parameter.Shape}.");
        }
        foreach (var parameter in parameters)
            tensors[parameter.Name].Values.CopyTo(parameter.Values, 0);
    }

    /// <summary>The first names of a file that a network does not have, which tell how it calls the missing ones.</summary>
    private static string Unknown(IReadOnlyDictionary<string, StoredTensor> tensors, IEnumerable<Parameter> parameters)
    {
        string[] others = [.. tensors.Keys.Except(parameters.Select(p => p.Name), StringComparer.Ordinal).Take(MostNames)];
        return others.Length == 0 ? string.Empty : $"; it has {string.Join(", ", others.Select(name => $"'{name}'"))}, which the network lacks";
    }
}
