using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;

namespace Mien.Tests.Neural;

public class ModelSummaryTests
{
    [Fact]
    public void Work_of_convolutions_and_products_is_counted_by_hand()
    {
        var graph = new Graph();
        graph.AddInput("x", new Shape(4, 10, 10));
        graph.AddParameter(new Parameter("w", ParameterKind.Weight, new Shape(6, 2, 3, 3), new float[108]));
        graph.AddParameter(new Parameter("m", ParameterKind.Weight, new Shape(5, 384), new float[1920]));
        graph.AddParameter(new Parameter("b", ParameterKind.Bias, new Shape(5), new float[5]));
        graph.AddNode(new Convolution(new Window { Stride = new(1, 1) }, Groups: 2), ["x", "w"], ["y"]);
        graph.AddNode(new Flatten(), ["y"], ["f"]);
        graph.AddNode(new MatMul { TransposeB = true, HasBias = true }, ["f", "m", "b"], ["z"]);
        graph.AddOutput("z");

        var summary = ModelSummary.Of(graph);
        Assert.Equal((6 * 8 * 8 * 2 * 9) + (5 * 384), summary.MultiplyAdds);
        Assert.Equal(108 + 1920 + 5, summary.Parameters);
        Assert.Equal("1×5", summary.Outputs[0].Value.ToString());
    }

    /// <summary>Counted by hand from the description of ResNet18 (He, 2016) with a 3×3 stem on one channel at 48 pixels.</summary>
    [Fact]
    public void The_work_of_ResNet18_is_that_of_its_description()
    {
        var work = Work(48, 1, 64, 3) + (4 * Work(48, 64, 64, 3)) + (512 * 7);
        foreach (var (side, width) in ((int, int)[])[(24, 128), (12, 256), (6, 512)])
            work += Work(side, width / 2, width, 3) + (3 * Work(side, width, width, 3)) + Work(side, width / 2, width, 1);
        var summary = ModelSummary.Of(Mien.Neural.Zoo.Zoo.Create("resnet18-48"));
        Assert.Equal(work, summary.MultiplyAdds);
        Assert.Equal(2 * (64 + (4 * 64) + (5 * 128) + (5 * 256) + (5 * 512)), summary.Statistics);

        static long Work(int side, int from, int to, int kernel) => (long)side * side * from * to * kernel * kernel;
    }
}
