using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Zoo;

namespace Mien.Tests.Neural.Zoo;

public class ZooTests
{
    // What PyTorch counts for the same networks in the training peer.
    [Theory]
    [InlineData("resnet18-48", 11_171_271)]
    [InlineData("small", 3_054_567)]
    [InlineData("b2", 1_765_479)]
    public void Learned_parameters_are_as_many_as_in_pytorch(string name, int expected)
    {
        var graph = Create(name);
        Assert.Equal(expected, graph.Parameters.Values.Where(p => p.IsLearned).Sum(p => p.Shape.Count));
    }

    // torchvision's counts: the sum over parameters(), and over the running means and variances among buffers(), for 1,000 classes.
    [Theory]
    [InlineData("resnet18", 11_689_512, 9_600)]
    [InlineData("resnet34", 21_797_672, 17_024)]
    [InlineData("resnet50", 25_557_032, 53_120)]
    [InlineData("densenet121", 7_978_856, 83_648)]
    [InlineData("inception-v3", 23_834_568, 34_432)]
    [InlineData("vgg19-bn", 143_678_248, 11_008)]
    [InlineData("mobilenet-v2", 3_504_872, 34_112)]
    [InlineData("efficientnet-b0", 5_288_548, 42_016)]
    public void Networks_of_torchvision_have_its_counts(string name, int learned, int statistics)
    {
        var summary = ModelSummary.Of(Create(name, new NetworkOptions { InputSize = 224, Channels = 3, Outputs = [new("logits", 1000)], Initialization = Initialization.PyTorch }));
        Assert.Equal((learned, statistics), (summary.Parameters, summary.Statistics));
    }

    /// <summary>
    /// B5's networks: MobileNetV2 in Keras's form, whose map of 10×10×1280 is flattened and normalised before the outputs (2,223,872 in the body, 2 · 128,000 and
    /// 128,000 · 5 + 5 in the head; 34,112 and 2 · 128,000 statistics), and timm's EfficientNet-B0 with a hidden layer of 256.
    /// </summary>
    [Theory]
    [InlineData("mobilenet-v2", 299, 3_119_877, 290_112)]
    [InlineData("efficientnet-b0", 256, 4_336_769, 42_016)]
    public void Networks_of_B5_have_its_counts(string name, int size, int learned, int statistics)
    {
        var (head, layout) = name == "mobilenet-v2"
            ? (new HeadOptions { Pooling = HeadPooling.Flatten, BatchNormalization = true }, NetworkLayout.Keras)
            : (new HeadOptions { Hidden = [256] }, NetworkLayout.Timm);
        var summary = ModelSummary.Of(Create(
            name, new NetworkOptions { InputSize = size, Channels = 3, Layout = layout, Head = head, Dropout = 0.2f, Outputs = [new("logits", 5)] }));
        Assert.Equal((learned, statistics), (summary.Parameters, summary.Statistics));
    }

    [Fact]
    public void Layouts_of_EfficientNet_differ_in_names_alone()
    {
        var options = new NetworkOptions { InputSize = 32, Channels = 3 };
        var (torchvision, timm) = (Create("efficientnet-b0", options), Create("efficientnet-b0", options with { Layout = NetworkLayout.Timm }));
        Assert.Equal(torchvision.Parameters.Values.Select(p => p.Values), timm.Parameters.Values.Select(p => p.Values));
        string[] names = ["conv_stem.weight", "blocks.0.0.conv_pw.weight", "blocks.0.0.bn2.bias", "blocks.5.3.se.conv_expand.bias", "blocks.6.0.bn3.running_var", "bn2.weight", "classifier.bias"];
        Assert.All(names, name => Assert.Contains(name, timm.Parameters.Keys));
    }

    [Theory]
    [InlineData(299, 10)]
    [InlineData(224, 7)]
    [InlineData(96, 3)]
    public void Keras_s_MobileNet_keeps_maps_as_large_as_TensorFlow_s(int size, int expected)
    {
        var graph = Create("mobilenet-v2", new NetworkOptions { InputSize = size, Channels = 3, Layout = NetworkLayout.Keras, Head = new() { Pooling = HeadPooling.Flatten } });
        Assert.Equal(expected * expected * 1280, graph.Parameters["classifier.1.weight"].Shape[1]);
        Assert.All(graph.Nodes.Select(n => n.Operation).OfType<BatchNormalization>(), o => Assert.Equal(1e-3f, o.Epsilon));
    }

    [Fact]
    public void Inception_in_the_layout_of_keras_has_its_counts()
    {
        var options = new NetworkOptions { InputSize = 299, Channels = 3, Layout = NetworkLayout.Keras, Initialization = Initialization.PyTorch };
        var summary = ModelSummary.Of(Create("inception-v3", options with { Outputs = [new("logits", 1000)] }));
        Assert.Equal(23_851_784, summary.Parameters + summary.Statistics);
        Assert.Equal(34_432, summary.Statistics);
        var head = new HeadOptions { Pooling = HeadPooling.Flatten, BatchNormalization = true };
        var b5 = ModelSummary.Of(Create("inception-v3", options with { Head = head, Dropout = 0.5f, Outputs = [new("logits", 5)] }));
        Assert.Equal((22_685_861, 296_576), (b5.Parameters, b5.Statistics));
    }

    [Fact]
    public void B3_has_the_count_of_its_author() => Assert.Equal(535_335, ModelSummary.Of(Create("b3")).Parameters);

    [Fact]
    public void An_input_that_a_network_cannot_take_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => Create("inception-v3", new NetworkOptions { InputSize = 48 }));
        Assert.Contains("'inception-v3' takes inputs of 75 to 1024 pixels, not 48", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_has_its_hidden_layers_then_dropout_then_batch_norm()
    {
        var head = new HeadOptions { Pooling = HeadPooling.Flatten, Hidden = [32], BatchNormalization = true };
        var graph = Create("resnet18", new NetworkOptions { InputSize = 64, Dropout = 0.2f, Head = head, Outputs = [new("logits", 5)] });
        Assert.Equal("32×2048", graph.Parameters["head.hidden1.weight"].Shape.ToString());
        Assert.Equal("5×32", graph.Parameters["head.logits.weight"].Shape.ToString());
        Assert.Equal(["Flatten", "MatMul", "Relu", "Dropout", "BatchNormalization", "MatMul"], graph.Nodes.TakeLast(6).Select(n => n.Operation.Name));
    }

    [Fact]
    public void The_only_output_of_a_plain_head_is_named_as_in_torchvision()
    {
        Assert.Contains("fc.weight", Create("resnet18", new NetworkOptions { InputSize = 32 }).Parameters.Keys);
        Assert.Contains("head.b.weight", Create("resnet18", new NetworkOptions { InputSize = 32, Outputs = [new("a", 2), new("b", 3)] }).Parameters.Keys);
    }

    [Fact]
    public void B2_takes_either_activation_and_the_others_have_their_own()
    {
        var graph = Create("b2", new NetworkOptions { Activation = ActivationKind.Relu });
        Assert.Equal(9, graph.Nodes.Count(n => n.Operation is Activation { Function.Kind: ActivationKind.Relu }));
        var fault = Assert.Throws<ArgumentException>(() => Create("small", new NetworkOptions { Activation = ActivationKind.Relu, Layout = NetworkLayout.Keras }));
        Assert.Contains("its own activation", fault.Message, StringComparison.Ordinal);
        Assert.Contains("one layout only", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet18-48")]
    [InlineData("small")]
    [InlineData("b2")]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    [InlineData("b3")]
    [InlineData("b4")]
    [InlineData("densenet121")]
    public void Shapes_fit_from_the_input_to_each_output(string name)
    {
        var options = new NetworkOptions { InputSize = 64, Channels = 3, Dropout = 0.3f, Outputs = [new("ferplus", 8), new("fer2013", 7)] };
        var graph = Create(name, options);
        var types = graph.InferTypes(5);
        Assert.Equal(["ferplus", "fer2013"], graph.Outputs);
        Assert.Equal("f32 5×3×64×64", types["input"].ToString());
        Assert.Equal("f32 5×8", types["ferplus"].ToString());
        Assert.Equal("f32 5×7", types["fer2013"].ToString());
        Assert.Contains(graph.Nodes, n => n.Operation is Dropout { Rate: 0.3f });
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_other_seeds_others()
    {
        var first = Weights(1);
        Assert.Equal(first, Weights(1));
        Assert.NotEqual(first, Weights(2));

        static float[] Weights(int seed) => Create("small", new NetworkOptions { Seed = seed }).Parameters["stage1.0.conv1.weight"].Values;
    }

    [Fact]
    public void Weights_have_the_variance_of_their_rule()
    {
        Assert.Equal(2.0 / (128 * 9), Variance(Initialization.HeNormal), 0.05 * 2 / (128 * 9));
        Assert.Equal(1.0 / (3 * 128 * 9), Variance(Initialization.PyTorch), 0.05 / (3 * 128 * 9));

        static double Variance(Initialization initialization) =>
            Create("small", new NetworkOptions { Initialization = initialization }).Parameters["stage2.1.conv1.weight"].Values.Average(v => (double)v * v);
    }

    [Fact]
    public void A_zero_residual_start_zeroes_the_last_scale_of_each_block_only()
    {
        var graph = Create("small", new NetworkOptions { ZeroInitializeResidual = true });
        Assert.All(graph.Parameters["stage3.1.bn2.weight"].Values, v => Assert.Equal(0, v));
        Assert.All(graph.Parameters["stage3.1.bn1.weight"].Values, v => Assert.Equal(1, v));
    }

    [Fact]
    public void A_width_factor_scales_the_body()
    {
        var graph = Create("resnet18-48", new NetworkOptions { WidthFactor = 0.125 });
        Assert.Equal("64×64×3×3", graph.Parameters["stage4.1.conv2.weight"].Shape.ToString());
    }

    [Fact]
    public void Faults_in_the_options_are_named_all_at_once()
    {
        var options = new NetworkOptions { InputSize = 3, Dropout = 1, Outputs = [new("a", 0)] };
        var fault = Assert.Throws<ArgumentException>(() => Create("small", options));
        Assert.Contains("input size", fault.Message, StringComparison.Ordinal);
        Assert.Contains("dropout", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'a'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_network_is_answered_with_the_known_ones() =>
        Assert.Contains("small", Assert.Throws<ArgumentException>(() => Create("vgg")).Message, StringComparison.Ordinal);

    private static Graph Create(string name, NetworkOptions? options = null) => Mien.Neural.Zoo.Zoo.Create(name, options);
}
