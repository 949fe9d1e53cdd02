using Mien.Neural;
using Mien.Neural.Optimization;
using Mien.Neural.Zoo;

namespace Mien.Tests.Neural.Optimization;

public class GraphOptimizerTests
{
    [Theory]
    [InlineData("small")]
    [InlineData("resnet18-48")]
    [InlineData("b2")]
    public void The_networks_of_the_zoo_give_what_they_gave(string name)
    {
        var graph = Small(name);
        Results.AssertEqual(graph, GraphOptimizer.Optimize(graph), 2e-5);
    }

    [Theory]
    [InlineData("small", "Convolution:18 Flatten:1 MatMul:1 Pooling:1")]
    [InlineData("resnet18-48", "Convolution:20 Flatten:1 MatMul:1 Pooling:1")]
    [InlineData("b2", "BatchNormalization:8 Convolution:8 Elu:1 Flatten:1 MatMul:2 Pooling:4")]
    public void Only_convolutions_are_left_of_residual_networks(string name, string census) =>
        Assert.Equal(census, Sketch.Census(GraphOptimizer.Optimize(Small(name))));

    [Fact]
    public void The_graph_itself_stays_as_it_was()
    {
        var graph = Small("small");
        var (census, weight) = (Sketch.Census(graph), graph.Parameters["stem.conv.weight"].Values.ToArray());
        graph.Metadata["mien.version"] = "1";
        var optimized = GraphOptimizer.Optimize(graph);
        Assert.Equal(census, Sketch.Census(graph));
        Assert.Equal(weight, graph.Parameters["stem.conv.weight"].Values);
        Assert.Equal("1", optimized.Metadata["mien.version"]);
    }

    private static Graph Small(string name) =>
        Sketch.Zoo(name, new NetworkOptions { WidthFactor = 0.25, InputSize = 32, Seed = 4 });
}
