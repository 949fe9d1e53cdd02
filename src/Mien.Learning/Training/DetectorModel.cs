using System.Text.Json;
using Mien.Compute;
using Mien.Faces.YuNet;
using Mien.Learning.Detection;
using Mien.Learning.Recipes;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>Writes the best epoch's detector as a model file of YuNet's form, for pictures of any size.</summary>
internal sealed class DetectorModel(Recipe recipe, DetectionData data, DetectionEpoch epoch)
{
    // Low scores count too where the ranking is judged.
    private const double JudgedScore = 0.02;

    /// <summary>Replaces the model and its figures.</summary>
    /// <param name="network">The network with the weights to keep.</param>
    /// <param name="folder">Where they go.</param>
    public void Save(Graph network, RunFolder folder)
    {
        var facts = new DetectorFacts(
            recipe.Name, recipe.Digest, data.Digest, recipe.Detection!.Exclude, data.Train.Photos.Count, epoch.Epoch, recipe.Training.Epochs, epoch.Choose);
        var graph = FaceDetectorNetwork.WithDetections(network);
        graph.Metadata["mien.task"] = "face-detection";
        graph.Metadata["mien.training"] = JsonSerializer.Serialize(facts, DetectionJson.Default.DetectorFacts);
        OnnxWriter.Write(graph, folder.Best);
        AtomicFile.Write(folder.Metrics, stream => JsonSerializer.Serialize(stream, facts, DetectionJson.Default.DetectorFacts));
    }

    /// <summary>The detector of a network, as it is judged.</summary>
    public static YuNetDetector Open(Graph network, IBackend backend, int threads)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(FaceDetectorNetwork.WithDetections(network), stream);
        stream.Position = 0;
        return YuNetDetector.Load(stream, "the detector", new YuNetDetectorOptions { ScoreThreshold = JudgedScore, Threads = threads, Backend = backend });
    }
}
