using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>
/// The entry of a file's metadata that names the stored tensors that never change. ONNX does not tell a scale that batch normalisation learns from one that
/// stays 1 (Keras's <c>scale=False</c>); programs that do not know the entry lose nothing by it.
/// </summary>
internal static class ConstantNames
{
    /// <summary>The entry's key. A graph does not have it: its parameters have their kinds.</summary>
    public const string Key = "mien.constants";

    // Exporters put nearly every other character into names.
    private const char Separator = '\n';

    /// <summary>The names; none where the file does not say.</summary>
    public static HashSet<string> Read(ModelProto model) =>
        model.MetadataProps.Where(entry => entry.Key == Key).SelectMany(entry => entry.Value.Split(Separator)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds the entry, where the graph has constants.</summary>
    public static void Write(Graph graph, ModelProto model)
    {
        string[] names = [.. graph.Parameters.Values.Where(parameter => parameter.Kind == ParameterKind.Constant).Select(parameter => parameter.Name)];
        if (names.Length > 0)
            model.MetadataProps.Add(new StringStringEntryProto { Key = Key, Value = string.Join(Separator, names) });
    }
}
