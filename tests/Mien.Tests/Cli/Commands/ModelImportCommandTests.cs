using Mien.Compute.Operations;
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
    [InlineData("efficientnet-b0", "timm", "mean", "256", false, null, 32)]
    [InlineData("efficientnet-b0", "torchvision", "mean", null, false, null, 32)]
    [InlineData("mobilenet-v2", "keras", "flatten", null, true, null, 64)]
    [InlineData("mobilenet-v2", "torchvision", "mean", "64,32", true, null, 32)]
    [InlineData("b2", "torchvision", "mean", null, false, "relu", 48)]
    [InlineData("b4", "torchvision", "mean", null, false, null, 48)]
    public void A_network_of_any_layout_and_head_is_imported(string name, string layout, string pool, string? hidden, bool norm, string? activation, int size)
    {
        using var folder = new TemporaryFolder();
        var (weights, model) = (folder.PathOf("network.safetensors"), folder.PathOf("network.onnx"));
        var network = Zoo.Create(name, new NetworkOptions
        {
            InputSize = size,
            Layout = Enum.Parse<NetworkLayout>(layout, ignoreCase: true),
            Activation = activation is null ? null : ActivationKind.Relu,
            Outputs = [new NetworkOutput("emotion", 5)],
            Head = new HeadOptions { Pooling = Enum.Parse<HeadPooling>(pool, ignoreCase: true), Hidden = [.. (hidden ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], BatchNormalization = norm },
        });
        SafetensorsWriter.Write(network, weights);
        string[] form = ["--layout", layout, "--pool", pool, .. hidden is null ? (string[])[] : ["--hidden", hidden], .. norm ? (string[])["--head-norm"] : [], .. activation is null ? (string[])[] : ["--activation", activation]];
        var run = CommandRun.Of(["model", "import", weights, model, "--network", name, "--labels", "a,b,c,d,e", "--size", $"{size}", "--channels", "1", .. form]);
        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        var written = OnnxReader.Read(model);
        Assert.Equal(network.Nodes.Count, written.Nodes.Count);
        foreach (var (key, parameter) in network.Parameters)
            Assert.Equal(parameter.Values, written.Parameters[key].Values);
        Assert.Equal(layout == "keras" ? 0.5 : 0.508, Assert.Single(ModelMetadata.Read(written.Metadata, model).Input.Mean));
    }

    [Fact]
    public void Names_of_the_file_are_replaced_by_their_beginning()
    {
        using var folder = new TemporaryFolder();
        var (weights, model) = (folder.PathOf("b3.safetensors"), folder.PathOf("b3.onnx"));
        var network = Zoo.Create("b3", new NetworkOptions { Seed = 5, Outputs = [new NetworkOutput("other", 5)], Head = new HeadOptions { Hidden = [8] } });
        SafetensorsWriter.Write(network, weights);
        string[] command = ["model", "import", weights, model, "--network", "b3", "--labels", "a,b,c,d,e", "--hidden", "8"];
        var refused = CommandRun.Of(command);
        Assert.Contains("has no tensor 'head.emotion.weight', which the network needs; it has 'head.other.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of([.. command, "--rename", "nothing=else", "--rename", "head.other=head.emotion"]).ExitCode);
        Assert.Equal(network.Parameters["head.other.weight"].Values, OnnxReader.Read(model).Parameters["head.emotion.weight"].Values);
        Assert.Contains("another tensor is called too", CommandRun.Of([.. command, "--rename", "head.other=head.hidden1"]).Error, StringComparison.Ordinal);
        Assert.Contains("--rename takes OLD=NEW", CommandRun.Of([.. command, "--rename", "head.other"]).Error, StringComparison.Ordinal);
        Assert.Contains("--hidden takes whole numbers", CommandRun.Of([.. command[..^1], "8,x"]).Error, StringComparison.Ordinal);
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
