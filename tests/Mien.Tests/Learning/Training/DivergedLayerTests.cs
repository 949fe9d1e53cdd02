using Mien.Compute;
using Mien.Compute.Managed;
using Mien.Learning.Training;

namespace Mien.Tests.Learning.Training;

public class DivergedLayerTests
{
    private const int Batch = 2;
    private readonly ManagedBackend backend = new();

    [Theory]
    [InlineData("stem.conv.weight", 1f, null)]
    [InlineData("stem.conv.weight", 3e38f, "stem.conv")]
    [InlineData("stage2.0.conv1.weight", 3e38f, "stage2.0.conv1")]
    [InlineData("stage1.0.bn2.bias", float.NaN, "stage1.0.bn2.bias")]
    [InlineData("head.fer2013.weight", float.PositiveInfinity, "head.fer2013.weight")]
    [InlineData("head.fer2013.weight", 3e38f, "fer2013")]
    public void The_first_layer_whose_numbers_are_none_is_named_as_the_network_names_it(string poisoned, float value, string? expected)
    {
        var network = TinyFaces.Recipe().Network.Create();
        network.Parameters[poisoned].Values.AsSpan().Fill(value);
        using var queue = new ComputeQueue(1, 1);
        using var step = new TrainingStep(network, Batch, backend, ElementType.Float32, queue);
        step.Input.Fill(1);
        step.Forward(0);
        Assert.Equal(expected, step.FindDivergence(backend));
        Assert.Equal(expected, DivergedLayer.Find(network, network.Nodes.Count, Batch, _ => [.. Enumerable.Repeat(1f, Batch * 48 * 48)], backend));
    }
}
