using Google.Protobuf;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>
/// Reads ONNX files: networks of pictures or vectors in f32, with the operators that <see cref="Graph"/> has. Files are not trusted: sizes are limited
/// and each fault is one sentence.
/// </summary>
public static class OnnxReader
{
    /// <summary>The oldest operator set that is read.</summary>
    public const int OldestOpset = 7;

    /// <summary>The newest operator set that is read.</summary>
    public const int NewestOpset = 22;

    private const int NewestFormat = 10;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, of at most 1 GiB.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ModelFormatException">It holds no network that Mien can run; the text says why and where.</exception>
    public static Graph Read(string path, OnnxReadOptions? options = null) => Read(ModelFile.ReadAll(path), path, options);

    /// <summary>Reads what a stream still has.</summary>
    /// <param name="stream">The stream; it need not be seekable and stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ModelFormatException">It holds no network that Mien can run; the text says why and where.</exception>
    public static Graph Read(Stream stream, string name, OnnxReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(ModelFile.ReadAll(stream, name), name, options);
    }

    private static Graph Read(byte[] content, string name, OnnxReadOptions? options)
    {
        WireCensus.Check(content, name);
        var model = Parse(content, name);
        if (model.Graph is null || model.OpsetImport.Count == 0)
            throw new ModelFormatException($"{name} is no ONNX file: it holds no graph.");
        if (model.IrVersion > NewestFormat)
            throw new ModelFormatException($"{name} is written in ONNX format {model.IrVersion}; Mien reads up to {NewestFormat}. Export it with opset 17.");
        var import = new OnnxImport(name, Opset(model, name), options ?? new OnnxReadOptions(), ConstantNames.Read(model));
        var graph = import.Read(model.Graph);
        foreach (var entry in model.MetadataProps.Where(e => e.Key != ConstantNames.Key))
            graph.Metadata[entry.Key] = entry.Value;
        return graph;
    }

    private static ModelProto Parse(byte[] content, string name)
    {
        try
        {
            return ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(content);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelFormatException($"{name} is cut short or is no ONNX file: {e.Message}", e);
        }
    }

    private static int Opset(ModelProto model, string name)
    {
        var version = model.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version
            ?? throw new ModelFormatException($"{name} uses no standard operators (it names no version of them), so Mien cannot run it.");
        return version switch
        {
            < OldestOpset => throw new ModelFormatException($"{name} uses opset {version}; Mien reads {OldestOpset} to {NewestOpset}. Convert it with onnx.version_converter."),
            > NewestOpset => throw new ModelFormatException($"{name} uses opset {version}; Mien reads {OldestOpset} to {NewestOpset}. Export it with opset 17."),
            _ => (int)version,
        };
    }
}
