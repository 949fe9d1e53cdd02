using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;

namespace Mien.EndToEnd.Tests;

/// <summary>A small untrained model, so that films take no longer than they must.</summary>
public sealed class FilmModel : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mien-").FullName;

    public FilmModel()
    {
        var graph = Zoo.Create("small", new NetworkOptions { WidthFactor = 1.0 / 8, Outputs = [new("ferplus", 8)] });
        new ModelMetadata { Outputs = [new("ferplus", LabelSet.FerPlus)] }.WriteTo(graph.Metadata);
        OnnxWriter.Write(graph, Path);
    }

    public string Path => System.IO.Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
