using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Execution;
using Mien.Neural.Optimization;
using Mien.Neural.Zoo;

namespace Mien.Tests.Neural.Optimization;

public class MixedPrecisionTests
{
    [Fact]
    public void Convolutions_compute_in_bf16_and_results_are_f32()
    {
        var graph = Sketch.Of(b =>
        {
            var conv = b.Relu(b.BatchNormalization(b.Convolution("x", "conv", 8, 3, bias: true), "bn"));
            b.Output(conv);
            b.Output(b.Linear(b.Flatten(b.MaxPool(conv, 2)), "head", 5));
        });
        var mixed = MixedPrecision.Apply(graph);
        var types = mixed.InferTypes(2);
        Assert.All(mixed.Outputs, o => Assert.Equal(ElementType.Float32, types[o].Element));
        Assert.All(mixed.Nodes.Where(n => n.Operation is Convolution or MatMul), n => Assert.Equal(ElementType.BFloat16, types[n.Inputs[0]].Element));
        Assert.Equal(ElementType.Float32, types["conv.bias"].Element);
        Assert.Equal(graph.Outputs, mixed.Outputs);
    }

    [Fact]
    public void A_value_is_cast_once_however_many_read_it()
    {
        var graph = Sketch.Of(b => b.Output(b.Sum(b.Convolution("x", "a", 4, 3), b.Convolution("x", "b", 4, 3), "sum")));
        // The input, two weights, and the result.
        Assert.Equal(4, MixedPrecision.Apply(graph).Nodes.Count(n => n.Operation is Cast));
    }

    [Fact]
    public void Softmax_is_taken_in_f32()
    {
        var graph = Sketch.Of(b =>
        {
            b.Graph.AddNode(new Softmax(1), [b.Linear(b.Flatten(b.Elu("x")), "head", 5)], ["probabilities"]);
            b.Output("probabilities");
        });
        var mixed = MixedPrecision.Apply(graph);
        var types = mixed.InferTypes(1);
        Assert.Equal(ElementType.Float32, types[mixed.Nodes.Single(n => n.Operation is Softmax).Inputs[0]].Element);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("resnet18-48")]
    [InlineData("b2")]
    public void Results_stay_near_those_of_f32_where_bf16_runs(string name)
    {
        var graph = Sketch.Zoo(name, new NetworkOptions { WidthFactor = 0.5, InputSize = 32, Seed = 4 });
        var input = Sketch.Pictures(graph, 2);
        using var exact = new InferenceSession(graph);
        using var session = new InferenceSession(graph, new InferenceOptions { Precision = ElementType.BFloat16 });
        if (session.Precision == ElementType.Float32)
        {
            Assert.Contains("f32 since bf16", session.Status, StringComparison.Ordinal);
            return;
        }
        Results.AssertClose(exact.Run(input, 2)[0], session.Run(input, 2)[0], 0.03, session.Status);
    }
}
