using System.Text.Json;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Neural.Onnx;

/// <summary>Live comparisons with PyTorch, onnx.checker and ONNX Runtime; <c>./test --peers</c> runs them.</summary>
[Trait("Category", "Peers")]
public class OnnxPeerTests
{
    [Fact]
    public void Full_size_exports_of_pytorch_give_its_outputs_on_each_back_end()
    {
        using var folder = new TemporaryFolder();
        // The training bench's own definitions where they lie beside the checkout, otherwise the same networks of ours.
        var script = Path.Combine(SharedData.Root, "..", "bench", "pytorch_train.py");
        Peer.Python("export_networks.py", File.Exists(script) ? [folder.Root, script] : [folder.Root]);
        foreach (var network in new[] { "resnet18-48", "small", "b2" })
        {
            var graph = OnnxReader.Read(folder.PathOf($"{network}.onnx"));
            foreach (var backend in NetworkBackends.Names)
                PlainRun.AssertClose(ReadValues(folder.PathOf($"{network}.json"), "logits"), PlainRun.Run(graph, backend, PlainRun.FixedInput(2 * 48 * 48), 2)["logits"]);
        }
    }

    [Theory]
    [InlineData("resnet18-48", false)]
    [InlineData("small", false)]
    [InlineData("small", true)]
    [InlineData("b2", false)]
    public void Networks_written_by_us_are_sound_and_run_the_same_in_onnx_runtime(string network, bool halfWeights)
    {
        var graph = Mien.Neural.Zoo.Zoo.Create(
            network, new NetworkOptions { Seed = 3, Dropout = 0.3f, Outputs = [new NetworkOutput("ferplus", 8), new NetworkOutput("fer2013", 7)] });
        var random = new Random(4);
        foreach (var parameter in graph.Parameters.Values.Where(p => p.Kind is ParameterKind.Normalization or ParameterKind.Statistic))
            foreach (ref var value in parameter.Values.AsSpan())
                value = 0.5f + random.NextSingle();
        graph.Metadata["mien.outputs"] = "ferplus,fer2013";
        AssertSameElsewhere(graph, new OnnxWriteOptions { HalfWeights = halfWeights }, 1, 48);
    }

    [Fact]
    public void Each_operation_written_by_us_is_sound_and_runs_the_same_in_onnx_runtime() =>
        AssertSameElsewhere(AllOperations.Create(), new OnnxWriteOptions(), 4, 12);

    [Fact]
    public void Golden_files_are_what_pytorch_gives_now() => Peer.Python("golden_networks.py", "--check");

    private static void AssertSameElsewhere(Graph graph, OnnxWriteOptions options, int channels, int size)
    {
        using var folder = new TemporaryFolder();
        var (model, results) = (folder.PathOf("model.onnx"), folder.PathOf("results.json"));
        OnnxWriter.Write(graph, model, options);
        Assert.Contains("sound", Peer.Python("onnx_check.py", model), StringComparison.Ordinal);
        Peer.Node("onnxruntime_run.mjs", model, results, "3", $"{channels}", $"{size}");
        var read = OnnxReader.Read(model);
        foreach (var backend in NetworkBackends.Names)
        {
            var ours = PlainRun.Run(read, backend, PlainRun.FixedInput(3 * channels * size * size), 3);
            foreach (var output in graph.Outputs)
                PlainRun.AssertClose(ReadValues(results, output), ours[output]);
        }
    }

    private static float[] ReadValues(string path, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty(name).EnumerateArray().Select(v => v.GetSingle())];
    }
}
