using Mien.Emotions.Models;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Safetensors;
using Mien.Neural.Zoo;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public class ModelImportCommandTests
{
    [Fact]
    public void Weights_and_a_networks_name_become_a_model_with_its_facts()
    {
        using var folder = new TemporaryFolder();
        var (weights, model) = (folder.PathOf("b3.safetensors"), folder.PathOf("b3.onnx"));
        var network = Zoo.Create("b3", new NetworkOptions { Seed = 5, Outputs = [new NetworkOutput("emotion", 5)] });
        SafetensorsWriter.Write(network, weights);
        var run = CommandRun.Of("model", "import", weights, model, "--network", "b3", "--labels", "angry,disgust,fear,happy,neutral", "--mean", "0.5", "--std", "0.25");
        Assert.Equal(0, run.ExitCode);
        var written = OnnxReader.Read(model);
        var facts = ModelMetadata.Read(written.Metadata, model);
        Assert.Equal(5, Assert.Single(facts.Outputs).Labels.Count);
        Assert.Equal((48, 1), (facts.Input.Size, facts.Input.Channels));
        Assert.Equal([0.5], facts.Input.Mean);
        foreach (var (name, parameter) in network.Parameters)
            Assert.Equal(parameter.Values, written.Parameters[name].Values);
    }

    [Theory]
    [InlineData("resnet99", "fer2013", "there is no network 'resnet99'")]
    [InlineData("b3", "a,a", "--labels")]
    [InlineData("b3", "fer2013", "has no tensor")]
    public void What_does_not_fit_is_said_in_a_line(string network, string labels, string expected)
    {
        using var folder = new TemporaryFolder();
        var target = folder.PathOf("out.onnx");
        var run = CommandRun.Of("model", "import", Mien.Tests.Neural.PyTorch.WeightFiles.PathOf("zip.pth"), target, "--network", network, "--labels", labels);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }
}
