using Mien.Learning.Training;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Safetensors;
using Mien.Neural.Zoo;
using Mien.Tests.Learning.Data;
using Mien.Tests.Neural.PyTorch;

namespace Mien.Tests.Learning.Training;

public class InitialWeightsTests
{
    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("weights.onnx")]
    public void A_classifier_of_other_size_is_left_out_and_said_to_be(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf(name);
        var (given, network) = (Network(1, 1, 7), Network(2, 1, 5));
        Write(given, path);
        var head = network.Parameters["head.logits.weight"].Values.ToArray();
        var lines = InitialWeights.Load(network, path).Lines;
        var count = network.Parameters.Count;
        Assert.StartsWith(FormattableString.Invariant($"starting from {count - 2} of {count} arrays"), lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("of another shape, left out (2): head.logits.weight (7×16 for 5×16), head.logits.bias (7 for 5)", StringComparison.Ordinal));
        Assert.Equal(given.Parameters["stem.conv.weight"].Values, network.Parameters["stem.conv.weight"].Values);
        Assert.Equal(head, network.Parameters["head.logits.weight"].Values);
    }

    [Fact]
    public void Weights_for_colour_are_summed_for_grey_input()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("colour.safetensors");
        var (given, network) = (Network(1, 3, 7), Network(2, 1, 7));
        Write(given, path);
        var lines = InitialWeights.Load(network, path).Lines;
        Assert.Contains(lines, l => l.Contains("summed over colour for grey input (1): stem.conv.weight", StringComparison.Ordinal));
        var (colour, grey) = (given.Parameters["stem.conv.weight"], network.Parameters["stem.conv.weight"]);
        for (var i = 0; i < grey.Values.Length; i++)
        {
            var at = (i / 9 * 27) + (i % 9);
            Assert.Equal(colour.Values[at] + colour.Values[at + 9] + colour.Values[at + 18], grey.Values[i]);
        }
    }

    [Fact]
    public void A_file_in_which_nothing_fits_is_refused_with_a_name_of_each_side()
    {
        var fault = Assert.Throws<ModelFormatException>(() => InitialWeights.Load(Network(1, 1, 7), WeightFiles.PathOf("zip.pth")));
        Assert.Contains("it has 'conv.weight' and the like, the network 'stem.conv.weight'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lists_of_what_does_not_fit_are_cut_for_people_and_kept_whole()
    {
        using var folder = new TemporaryFolder();
        var network = Zoo.Create("resnet18", new NetworkOptions { Channels = 1, Outputs = [new NetworkOutput("logits", 7)] });
        Write(network, folder.PathOf("same.safetensors"));
        var whole = InitialWeights.Load(network, folder.PathOf("same.safetensors"));
        Assert.Equal((whole.Start.Arrays, "same.safetensors", 64), (whole.Start.Taken, whole.Start.File, whole.Start.Digest.Length));
        Assert.Single(whole.Lines);
        var wide = Zoo.Create("resnet34", new NetworkOptions { Channels = 1, Outputs = [new NetworkOutput("logits", 7)] });
        var partly = InitialWeights.Load(wide, folder.PathOf("same.safetensors"));
        var missing = wide.Parameters.Values.Where(p => p.Kind != ParameterKind.Constant && !network.Parameters.ContainsKey(p.Name)).ToList();
        Assert.True(missing.Count > 40);
        var (cut, all) = (partly.Lines.Single(l => l.Contains("missing in the file", StringComparison.Ordinal)), partly.AllLines.Single(l => l.Contains("missing in the file", StringComparison.Ordinal)));
        Assert.EndsWith(", …", cut, StringComparison.Ordinal);
        Assert.All(missing, parameter => Assert.Contains(parameter.Name, all, StringComparison.Ordinal));
    }

    private static Graph Network(int seed, int channels, int classes) =>
        Zoo.Create("small", new NetworkOptions { WidthFactor = 1.0 / 16, Seed = seed, Channels = channels, Outputs = [new NetworkOutput("logits", classes)] });

    private static void Write(Graph network, string path)
    {
        if (path.EndsWith(".onnx", StringComparison.Ordinal))
            OnnxWriter.Write(network, path);
        else
            SafetensorsWriter.Write(network, path);
    }
}
