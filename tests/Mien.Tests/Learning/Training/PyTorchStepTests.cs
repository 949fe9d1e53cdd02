using Mien.Compute;
using Mien.Learning.Losses;
using Mien.Learning.Training;
using Mien.Neural.Safetensors;
using Mien.Neural.Zoo;
using Mien.Tests.Neural;

namespace Mien.Tests.Learning.Training;

/// <summary>One training step from equal weights gives PyTorch's gradients; golden files by <c>bench/peers/golden_networks.py</c>.</summary>
public class PyTorchStepTests
{
    private const int Batch = 8;
    private const int Classes = 7;

    public static TheoryData<string, string> Cases { get; } = NetworkBackends.Times("resnet18-48", "small", "b2");

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_step_gives_the_loss_the_gradients_and_the_statistics_of_pytorch(string backend, string network)
    {
        var folder = Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Neural", "Golden");
        var golden = SafetensorsReader.Read(Path.Combine(folder, $"{network}.safetensors")).Tensors;
        var graph = Mien.Neural.Zoo.Zoo.Create(network, new NetworkOptions { WidthFactor = 1.0 / 16, BodyDropout = 0 });
        foreach (var (name, parameter) in graph.Parameters)
            golden[$"weight:{name}"].Values.CopyTo(parameter.Values, 0);
        using var queue = new ComputeQueue(1, 1);
        using var step = new TrainingStep(graph, Batch, NetworkBackends.Get(backend), ElementType.Float32, queue);
        PlainRun.VariedInput(Batch).CopyTo(step.Input);
        step.Forward(0);
        var targets = new float[Batch * Classes];
        for (var n = 0; n < Batch; n++)
            targets[(n * Classes) + (n % Classes)] = 1;
        var loss = new CrossEntropyLoss().Compute(step.Logits(0), targets, [], Classes, step.LogitsGradient(0));
        step.Backward();
        step.FollowStatistics();

        Assert.Equal(golden["loss"].Values[0], loss, 1e-5);
        PlainRun.AssertClose(golden["logits"].Values, step.Logits(0).ToArray());
        foreach (var parameter in step.Learned)
            AssertNear(parameter.Name, golden[$"gradient:{parameter.Name}"].Values, step.Gradient(parameter.Name));
        foreach (var statistic in golden.Keys.Where(k => k.StartsWith("statistic:", StringComparison.Ordinal)))
            PlainRun.AssertClose(golden[statistic].Values, graph.Parameters[statistic["statistic:".Length..]].Values);
        Assert.Equal(golden.Keys.Count(k => k.StartsWith("gradient:", StringComparison.Ordinal)), step.Learned.Count());
    }

    // Relative to the tensor's norm: a single element may be the difference of large ones. A gradient that is zero but for rounding (of a bias
    // in front of a batch normalisation) is held against the noise instead.
    private static void AssertNear(string name, float[] expected, ReadOnlySpan<float> actual)
    {
        double difference = 0, norm = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            difference += Math.Pow(expected[i] - actual[i], 2);
            norm += Math.Pow(expected[i], 2);
        }
        Assert.True(Math.Sqrt(difference) <= (1e-3 * Math.Sqrt(norm)) + 1e-6, $"{name}: off by {Math.Sqrt(difference)} of {Math.Sqrt(norm)}");
    }
}
