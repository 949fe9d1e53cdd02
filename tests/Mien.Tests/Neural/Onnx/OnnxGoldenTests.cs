using System.Text.Json;
using Mien.Neural;
using Mien.Neural.Onnx;

namespace Mien.Tests.Neural.Onnx;

/// <summary>PyTorch's own exports of narrow networks, made by <c>bench/peers/golden_networks.py</c>, give PyTorch's outputs.</summary>
public class OnnxGoldenTests
{
    public static TheoryData<string, string> Cases { get; } = NetworkBackends.Times("resnet18-48", "small", "b2");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Exports_of_pytorch_give_its_outputs(string backend, string network)
    {
        var results = PlainRun.Run(OnnxReader.Read(PathOf($"{network}.onnx")), backend, PlainRun.VariedInput(3), 3);
        PlainRun.AssertClose(Expected(network), results["logits"]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Exports_of_pytorch_that_are_written_again_give_its_outputs(string backend, string network)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(OnnxReader.Read(PathOf($"{network}.onnx")), stream);
        stream.Position = 0;
        var results = PlainRun.Run(OnnxReader.Read(stream, "written.onnx"), backend, PlainRun.VariedInput(3), 3);
        PlainRun.AssertClose(Expected(network), results["logits"]);
    }

    private static float[] Expected(string network)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf("outputs.json")));
        return [.. document.RootElement.GetProperty(network).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(v => v.GetSingle())];
    }

    private static string PathOf(string name) => Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Neural", "Golden", name);
}
