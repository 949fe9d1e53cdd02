using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Neural;

namespace Mien.Tests.Emotions.Models;

public sealed class ModelMetadataTests
{
    private static ModelMetadata Sample => new()
    {
        Outputs = [new("ferplus", LabelSet.FerPlus, 1.25), new("fer2013", LabelSet.Fer2013, 0.9)],
        Input = new ModelInput { Size = 64, Channels = 3, Mean = [0.5, 0.4, 0.3], Std = [0.25] },
        Crop = new ModelCrop { Margin = 1.1, OffsetY = 0.02 },
        Show = "mean",
        Training = """{"recipe":"abc"}""",
    };

    [Fact]
    public void What_is_written_is_read_again()
    {
        var graph = new Graph();
        Sample.WriteTo(graph.Metadata);
        var read = ModelMetadata.Read(graph.Metadata, "m.onnx");
        Assert.Equal(Sample.Outputs, read.Outputs);
        Assert.Equal(Sample.Crop, read.Crop);
        Assert.Equal((64, 3, 1.0 / 255), (read.Input.Size, read.Input.Channels, read.Input.Scale));
        Assert.Equal(Sample.Input.Mean, read.Input.Mean);
        Assert.Equal(Sample.Input.Std, read.Input.Std);
        Assert.Equal(("mean", """{"recipe":"abc"}"""), (read.Show, read.Training));
    }

    [Fact]
    public void The_keys_are_those_of_the_file_format()
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["other"] = "stays", ["mien.labels.old"] = "goes" };
        Sample.WriteTo(metadata);
        Assert.Equal(
            ["mien.crop", "mien.input", "mien.labels.fer2013", "mien.labels.ferplus", "mien.outputs", "mien.show", "mien.temperature.fer2013", "mien.temperature.ferplus", "mien.training", "mien.version", "other"],
            metadata.Keys);
        Assert.Equal("ferplus,fer2013", metadata["mien.outputs"]);
        Assert.Equal("1.25", metadata["mien.temperature.ferplus"]);
        Assert.Equal("neutral,happiness,surprise,sadness,anger,disgust,fear,contempt", metadata["mien.labels.ferplus"]);
        Assert.Equal("1", metadata["mien.version"]);
    }

    [Theory]
    [InlineData("mien.version", "2", "newer Mien")]
    [InlineData("mien.version", "x", "no version")]
    [InlineData("mien.version", null, "mien.version")]
    [InlineData("mien.outputs", "ferplus,ferplus", "twice")]
    [InlineData("mien.labels.ferplus", null, "mien.labels.ferplus")]
    [InlineData("mien.labels.ferplus", "happy,joy", "means the same")]
    [InlineData("mien.temperature.ferplus", "0", "above 0")]
    [InlineData("mien.temperature.ferplus", "warm", "no number")]
    [InlineData("mien.input", null, "mien.input")]
    [InlineData("mien.input", "[1", "no JSON")]
    [InlineData("mien.input", "[]", "no JSON object")]
    [InlineData("mien.input", """{"size":"48"}""", "size is no number")]
    [InlineData("mien.input", """{"size":1e9}""", "size is 8 to")]
    [InlineData("mien.input", """{"std":0}""", "std")]
    [InlineData("mien.input", """{"channels":1,"mean":[1,2,3]}""", "mean")]
    [InlineData("mien.crop", """{"template":"arcface"}""", "arcface")]
    [InlineData("mien.crop", """{"margin":-1}""", "margin")]
    [InlineData("mien.show", "affect", "none of the outputs")]
    public void A_wrong_fact_is_named_in_one_line(string key, string? value, string expected)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Sample.WriteTo(metadata);
        metadata.Remove(key);
        if (value is not null)
            metadata[key] = value;
        var fault = Assert.Throws<ModelFormatException>(() => ModelMetadata.Read(metadata, "m.onnx"));
        Assert.StartsWith("m.onnx", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Facts_out_of_range_are_not_written()
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var wrong = Sample with { Outputs = [new("mean", new LabelSet("a,b", "c"), double.NaN)], Input = new ModelInput { Size = 4 } };
        var fault = Assert.Throws<ArgumentException>(() => wrong.WriteTo(metadata));
        Assert.Contains("'a,b'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("temperature", fault.Message, StringComparison.Ordinal);
        Assert.Contains("size", fault.Message, StringComparison.Ordinal);
        Assert.Empty(metadata);
    }
}
