using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Emotions.Models;

public sealed class EmotionModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Probabilities_are_the_softmax_of_the_logits_over_the_temperature()
    {
        var graph = StandInModel.Constant(8, ("out", [0f, 2f, -1f]));
        var facts = new ModelMetadata { Outputs = [new("out", new LabelSet("happy", "sad", "dreamy"), 2)], Input = new ModelInput { Size = 8 } };
        using var model = StandInModel.Load(graph, new EmotionModelOptions { Facts = facts });
        var told = model.Predict(new float[64], 1).Single();
        var (a, b, c) = (1.0, Math.Exp(1), Math.Exp(-0.5));
        Assert.Equal(a / (a + b + c), told[Emotion.Happiness], 1e-6);
        Assert.Equal(b / (a + b + c), told["Sadness"], 1e-6);
        Assert.Equal(c / (a + b + c), told["dreamy"], 1e-6);
        Assert.Equal((1, 0f), (told.Top, told[Emotion.Contempt]));
        Assert.Null(told.Valence);
    }

    [Fact]
    public void A_network_that_ends_in_softmax_gives_the_same_as_its_logits()
    {
        var logits = StandInModel.Constant(8, ("out", [0.3f, 2f, -40f]));
        var probabilities = StandInModel.Constant(8, ("raw", [0.3f, 2f, -40f]));
        var graph = new Graph();
        graph.AddInput(probabilities.Inputs[0]);
        foreach (var parameter in probabilities.Parameters.Values)
            graph.AddParameter(parameter);
        foreach (var node in probabilities.Nodes)
            graph.AddNode(node.Operation, node.Inputs, node.Outputs);
        graph.AddNode(new Softmax(1), ["raw"], ["out"]);
        graph.AddOutput("out");
        var options = new EmotionModelOptions
        {
            Facts = new ModelMetadata { Outputs = [new("out", new LabelSet("a", "b", "c"), 1.7)], Input = new ModelInput { Size = 8 } },
        };
        using var one = StandInModel.Load(logits, options);
        using var other = StandInModel.Load(graph, options);
        var (expected, actual) = (one.Predict(new float[64], 1)[0].Values, other.Predict(new float[64], 1)[0].Values);
        for (var i = 0; i < 3; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }

    [Fact]
    public void The_mean_renormalises_shared_classes_and_keeps_the_wider_outputs_own()
    {
        // ferplus: neutral, happiness, surprise, sadness, anger, disgust, fear, contempt.
        float[] ferplus = [.. new[] { 0.1, 0.4, 0.05, 0.05, 0.1, 0.05, 0.05, 0.2 }.Select(p => (float)Math.Log(p))];
        float[] fer2013 = [.. new[] { 0.3, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1 }.Select(p => (float)Math.Log(p))];
        var graph = StandInModel.Constant(8, ("fer2013", fer2013), ("ferplus", ferplus));
        (StandInModel.TwoOutputs with { Outputs = [new("fer2013", LabelSet.Fer2013), new("ferplus", LabelSet.FerPlus)], Input = new ModelInput { Size = 8 } }).WriteTo(graph.Metadata);
        using var model = StandInModel.Load(graph, new EmotionModelOptions { Output = "mean" });
        Assert.Equal(LabelSet.FerPlus, model.Labels);
        var told = model.Predict(new float[64], 1)[0];
        Assert.Equal(0.2, told[Emotion.Contempt], 1e-5);
        Assert.Equal(0.8 * ((0.4 / 0.8) + 0.2) / 2, told[Emotion.Happiness], 1e-5);
        Assert.Equal(0.8 * ((0.1 / 0.8) + 0.3) / 2, told[Emotion.Anger], 1e-5);
        Assert.Equal(1, told.Values.Sum(), 1e-5);
    }

    [Fact]
    public void What_is_shown_is_the_option_then_the_models_choice_then_the_first_output()
    {
        var graph = StandInModel.Small();
        using (var model = StandInModel.Load(graph))
            Assert.Equal(("ferplus", 8), (model.Output, model.Labels.Count));
        using (var model = StandInModel.Load(graph, new EmotionModelOptions { Output = "fer2013" }))
            Assert.Equal(("fer2013", 7), (model.Output, model.Labels.Count));
        (StandInModel.TwoOutputs with { Show = "mean" }).WriteTo(graph.Metadata);
        using (var model = StandInModel.Load(graph))
            Assert.Equal(("mean", 8), (model.Output, model.Labels.Count));
        var fault = Assert.Throws<ModelFormatException>(() => StandInModel.Load(graph, new EmotionModelOptions { Output = "affect" }));
        Assert.Contains("no output 'affect'; it has ferplus, fer2013", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_face_is_told_the_same_alone_and_among_others()
    {
        using var model = StandInModel.Load(StandInModel.Small());
        var random = new Random(3);
        var inputs = Enumerable.Range(0, 43 * 48 * 48).Select(_ => (float)random.NextDouble()).ToArray();
        var together = model.Predict(inputs, 43);
        Assert.Equal(43, together.Length);
        foreach (var i in new[] { 0, 31, 32, 40, 42 })
        {
            var alone = model.Predict(inputs.AsSpan(i * 48 * 48, 48 * 48), 1)[0];
            for (var label = 0; label < 8; label++)
                Assert.Equal(alone.Values[label], together[i].Values[label], 1e-4);
        }
        Assert.Throws<ArgumentException>(() => model.Predict(new float[10], 1));
        Assert.Empty(model.Predict([], 0));
    }

    [Fact]
    public void A_foreign_model_works_with_a_sidecar()
    {
        var path = folder.PathOf("theirs.onnx");
        OnnxWriter.Write(StandInModel.Constant(16, ("scores", [0f, 3f])), path);
        var fault = Assert.Throws<ModelFormatException>(() => EmotionModel.Load(path));
        Assert.Contains("state labels and input in theirs.yaml", fault.Message, StringComparison.Ordinal);

        folder.Write("theirs.yaml", "labels: [calm, 'Joy']\ntemperature: 3\ninput: {scale: 1, mean: [127.5], std: 64}\n");
        using var model = EmotionModel.Load(path);
        Assert.Equal((16, 1, 1.0, 127.5, 64.0), (model.Metadata.Input.Size, model.Metadata.Input.Channels, model.Metadata.Input.Scale, model.Metadata.Input.MeanOf(0), model.Metadata.Input.StdOf(0)));
        var told = model.Predict(new float[256], 1)[0];
        Assert.Equal(Math.E / (1 + Math.E), told[Emotion.Happiness], 1e-5);
    }

    [Theory]
    [InlineData("labels: [a, b, c]\ninput: {mean: 0}", "gives 2 numbers a face, but has 3 labels")]
    [InlineData("input: {mean: 0}", "does not state labels")]
    [InlineData("labels: [a, b]", "does not state input")]
    [InlineData("labels: [a, b]\ninput: {size: 48}", "but 48 was given")]
    [InlineData("labels: {other: [a, b]}\ninput: {mean: 0}", "has no output 'other'; it has scores")]
    [InlineData("labels: 3\ninput: {mean: 0}", "yaml:1: labels of 'scores': this is no list")]
    [InlineData("labels: [a, b]\nlables: 2\ninput: {mean: 0}", "yaml:2: there is no key 'lables'")]
    [InlineData("labels: [a, b]\ninput: {mean: nil}", "mean is no number")]
    [InlineData("labels: [a, b]\ninput: {mean: 0, sdt: 1}", "yaml:2: input has no key 'sdt'; there are size, channels, scale, mean, std")]
    [InlineData("labels: [a, b]\ninput: {mean: 0}\ncrop: {marign: 1.2}", "yaml:3: crop has no key 'marign'")]
    [InlineData("labels: [a, b]\ninput: {mean: 0}\ncrop: 1.2", "yaml:3: crop is no mapping")]
    [InlineData("labels: [a, b]\ninput: {mean: 0}\ntemperature: {score: 2}", "yaml:3: temperature has no key 'score'; there are scores")]
    [InlineData("labels: [a, b", "this is no valid YAML")]
    [InlineData("- 1", "is no YAML mapping")]
    [InlineData("labels: [a, b]\ninput: {mean: 0}\ncrop: {margin: 9}", "margin")]
    [InlineData("labels: [a, b]\ninput: {mean: 0}\ntemperature: -1", "temperature")]
    public void A_sidecar_that_does_not_fit_is_one_line(string yaml, string expected)
    {
        var path = folder.PathOf("theirs.onnx");
        OnnxWriter.Write(StandInModel.Constant(16, ("scores", [0f, 3f])), path);
        folder.Write("theirs.yaml", yaml);
        var fault = Assert.Throws<ModelFormatException>(() => EmotionModel.Load(path));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_weight_that_is_no_number_is_named()
    {
        var graph = StandInModel.Small();
        graph.Parameters["head.ferplus.bias"].Values[3] = float.NaN;
        var fault = Assert.Throws<ModelFormatException>(() => StandInModel.Load(graph));
        Assert.Contains("'head.ferplus.bias'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_that_do_not_fit_the_network_are_named()
    {
        var graph = StandInModel.Small();
        var wrong = StandInModel.TwoOutputs with { Outputs = [new("fer2013", LabelSet.FerPlus)] };
        Assert.Contains(
            "output 'fer2013' gives 7 numbers a face, but has 8 labels",
            Assert.Throws<ModelFormatException>(() => StandInModel.Load(graph, new EmotionModelOptions { Facts = wrong })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "channels",
            Assert.Throws<ModelFormatException>(() => StandInModel.Load(graph, new EmotionModelOptions { Facts = StandInModel.TwoOutputs with { Input = new ModelInput { Channels = 2 } } })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_one_line()
    {
        var bytes = StandInModel.Bytes(StandInModel.Small()).ToArray();
        foreach (var broken in new[] { bytes[..(bytes.Length / 2)], [], "no model"u8.ToArray() })
        {
            var fault = Assert.Throws<ModelFormatException>(() => EmotionModel.Load(new MemoryStream(broken), "broken.onnx"));
            Assert.StartsWith("broken.onnx", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
        }
    }

    [Fact]
    public void Both_back_ends_and_bf16_tell_the_same()
    {
        var graph = StandInModel.Small();
        var inputs = Enumerable.Range(0, 48 * 48).Select(i => i % 48 / 24f - 1).ToArray();
        using var managed = StandInModel.Load(graph, new EmotionModelOptions { Backend = new Mien.Compute.Managed.ManagedBackend() });
        using var usual = StandInModel.Load(graph);
        using var half = StandInModel.Load(graph, new EmotionModelOptions { Precision = ElementType.BFloat16 });
        var expected = managed.Predict(inputs, 1)[0];
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(expected.Values[i], usual.Predict(inputs, 1)[0].Values[i], 1e-4);
            Assert.Equal(expected.Values[i], half.Predict(inputs, 1)[0].Values[i], 0.03);
        }
    }

    public void Dispose() => folder.Dispose();
}
