using Google.Protobuf;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>Writes graphs as ONNX, opset 17, for any ONNX runtime: the batch is free and named "batch", height and width are free where the graph's input says so, weights lie in the file.</summary>
public static class OnnxWriter
{
    /// <summary>The operator set that is written.</summary>
    public const int Opset = 17;

    private const int Format = 8;

    /// <summary>Writes a graph to a file, which is there whole or, where anything fails, as it was before.</summary>
    /// <param name="graph">The graph as built or read: not one that training or optimisation has changed.</param>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The graph holds an operation that ONNX does not have.</exception>
    /// <exception cref="Compute.ShapeException">The graph is not sound.</exception>
    public static void Write(Graph graph, string path, OnnxWriteOptions? options = null)
    {
        var model = Model(graph, options);
        AtomicFile.Write(path, model.WriteTo);
    }

    /// <summary>Writes a graph to a stream.</summary>
    /// <param name="graph">The graph as built or read: not one that training or optimisation has changed.</param>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="NotSupportedException">The graph holds an operation that ONNX does not have.</exception>
    /// <exception cref="Compute.ShapeException">The graph is not sound.</exception>
    public static void Write(Graph graph, Stream stream, OnnxWriteOptions? options = null) => Model(graph, options).WriteTo(stream);

    private static ModelProto Model(Graph graph, OnnxWriteOptions? options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var model = new ModelProto
        {
            IrVersion = Format,
            ProducerName = "mien",
            ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version?.ToString(3) ?? string.Empty,
            Graph = new OnnxExport(graph, options ?? new OnnxWriteOptions()).Write(),
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = Opset });
        foreach (var (key, value) in graph.Metadata)
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        ConstantNames.Write(graph, model);
        return model;
    }
}
