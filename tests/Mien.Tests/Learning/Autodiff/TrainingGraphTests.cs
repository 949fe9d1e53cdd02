using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Learning.Losses;
using Mien.Learning.Training;
using Mien.Neural;
using Mien.Tests.Neural;

namespace Mien.Tests.Learning.Autodiff;

public class TrainingGraphTests
{
    private const int Batch = 3;

    public static TheoryData<string> BackendNames => [.. NetworkBackends.Names];

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void Gradients_of_a_network_of_all_kinds_of_layers_are_those_of_finite_differences(string backend)
    {
        using var queue = new ComputeQueue(1, 2);
        using var step = new TrainingStep(Network(), Batch, NetworkBackends.Get(backend), ElementType.Float32, queue);
        AssertGradients(step, 10);
    }

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void Gradients_pass_through_a_frozen_normalisation_and_stop_at_the_lowest_layer_that_learns(string backend)
    {
        using var queue = new ComputeQueue(1, 2);
        using var step = new TrainingStep(
            Network(), Batch, NetworkBackends.Get(backend), ElementType.Float32, queue, n => !n.StartsWith("bn.", StringComparison.Ordinal));
        AssertGradients(step, 8);
        using var head = new TrainingStep(
            Network(), Batch, NetworkBackends.Get(backend), ElementType.Float32, queue, n => n.StartsWith("fc.", StringComparison.Ordinal));
        AssertGradients(head, 2);
        Assert.DoesNotContain(head.Profile(TimeProvider.System), s => s.Name.Contains("ConvolutionWeightGradient", StringComparison.Ordinal));
    }

    private static void AssertGradients(TrainingStep step, int count)
    {
        var random = new Random(4);
        foreach (ref var value in step.Input)
            value = (float)((random.NextDouble() * 2) - 1);
        float[] targets = [.. Enumerable.Range(0, Batch * 5).Select(i => i % 5 == i / 5 ? 1f : 0)];
        Loss(step, targets);
        step.Backward();
        var gradients = step.Learned.ToDictionary(p => p.Name, p => step.Gradient(p.Name).ToArray());
        Assert.Equal(count, gradients.Count);
        foreach (var (name, gradient) in gradients)
        {
            for (var trial = 0; trial < 4; trial++)
            {
                var direction = gradient.Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray();
                var expected = Slope(step, name, direction, targets);
                var actual = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
                var scale = Math.Max(0.05, Math.Sqrt(gradient.Sum(g => (double)g * g)));
                Assert.True(Math.Abs(expected - actual) <= 0.02 * scale, $"{name}: {actual} is not {expected}");
            }
        }
    }

    [Fact]
    public void Results_of_the_forward_half_are_there_before_the_backward_half_runs()
    {
        var backend = NetworkBackends.Get("onednn");
        if (!backend.Supports(ElementType.BFloat16))
            return;
        using var queue = new ComputeQueue(1, 1);
        using var step = new TrainingStep(Network(), Batch, backend, ElementType.BFloat16, queue);
        step.Input.Fill(0.5f);
        step.Forward(0);
        var first = step.Logits(0).ToArray();
        step.Input.Fill(-0.5f);
        step.Forward(0);
        Assert.NotEqual(first, step.Logits(0).ToArray());
        Assert.Contains(first, v => v != 0);
    }

    private static double Slope(TrainingStep step, string name, float[] direction, float[] targets)
    {
        const float Distance = 1e-3f;
        var values = step.Parameter(name).ToArray();
        Move(step, name, values, direction, Distance);
        var above = Loss(step, targets);
        Move(step, name, values, direction, -Distance);
        var below = Loss(step, targets);
        values.CopyTo(step.Parameter(name));
        return (above - below) / (2 * Distance);
    }

    private static void Move(TrainingStep step, string name, float[] values, float[] direction, float distance)
    {
        for (var i = 0; i < values.Length; i++)
            step.Parameter(name)[i] = values[i] + (distance * direction[i]);
    }

    private static double Loss(TrainingStep step, float[] targets)
    {
        step.Forward(7);
        return new CrossEntropyLoss().Compute(step.Logits(0), targets, [], 5, step.LogitsGradient(0));
    }

    /// <summary>Two branches with ELU, sigmoid, SiLU, hard-swish, ReLU6, padding, resizing, transposition, pooling of all kinds, concatenation, a product and dropout.</summary>
    private static Graph Network()
    {
        var (graph, random) = (new Graph(), new Random(1));
        graph.AddInput("x", new Shape(2, 9, 9));
        Add("conv1.weight", ParameterKind.Weight, 6, 2, 3, 3);
        Add("conv1.bias", ParameterKind.Bias, 6);
        Add("bn.weight", ParameterKind.Normalization, 6);
        Add("bn.bias", ParameterKind.Normalization, 6);
        Add("bn.running_mean", ParameterKind.Statistic, 6);
        Add("bn.running_var", ParameterKind.Statistic, 6);
        Add("depthwise.weight", ParameterKind.Weight, 6, 1, 3, 3);
        Add("conv2.weight", ParameterKind.Weight, 6, 6, 1, 1);
        Add("fc.weight", ParameterKind.Weight, 5, 12);
        Add("fc.bias", ParameterKind.Bias, 5);
        Add("gate.weight", ParameterKind.Weight, 6, 6, 1, 1);
        Add("gate.bias", ParameterKind.Bias, 6);
        graph.AddNode(new Convolution(Window.Square(2, 1)) { HasBias = true }, ["x", "conv1.weight", "conv1.bias"], ["a"]);
        graph.AddNode(new BatchNormalization(1e-5f), ["a", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"], ["b"]);
        graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Elu)), ["b"], ["c"]);
        graph.AddNode(new Convolution(Window.Square(1, 1), Groups: 6), ["c", "depthwise.weight"], ["d"]);
        graph.AddNode(new Convolution(new Window()), ["c", "conv2.weight"], ["e"]);
        graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Silu)), ["e"], ["e1"]);
        graph.AddNode(new Padding(new Size2(1, 0), new Size2(2, 3)), ["e1"], ["e2"]);
        graph.AddNode(new Resize(ResizeKind.Linear, Size2.Square(6)), ["e2"], ["e3"]);
        graph.AddNode(new Activation(new ActivationFunction(ActivationKind.HardSwish)), ["e3"], ["e4"]);
        graph.AddNode(new Resize(ResizeKind.Nearest, Size2.Square(5)), ["e4"], ["e5"]);
        graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Relu6)), ["e5"], ["e6"]);
        graph.AddNode(new Transpose(0, 2, 3, 1), ["e6"], ["e7"]);
        graph.AddNode(new ReshapeSample(new Shape(25, 6)), ["e7"], ["e8"]);
        graph.AddNode(new Transpose(0, 2, 1), ["e8"], ["e9"]);
        graph.AddNode(new ReshapeSample(new Shape(6, 5, 5)), ["e9"], ["e10"]);
        graph.AddNode(new Binary(BinaryKind.Add), ["d", "e10"], ["f"]);
        graph.AddNode(new Pooling(PoolingKind.Average, default, new Window()), ["f"], ["g0"]);
        graph.AddNode(new Convolution(new Window()) { HasBias = true }, ["g0", "gate.weight", "gate.bias"], ["g1"]);
        graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Sigmoid)), ["g1"], ["g"]);
        graph.AddNode(new Binary(BinaryKind.Multiply), ["f", "g"], ["h"]);
        graph.AddNode(new Pooling(PoolingKind.Max, Size2.Square(2), Window.Square(2, 0)), ["h"], ["i"]);
        graph.AddNode(new Pooling(PoolingKind.AverageCountingPadding, Size2.Square(3), Window.Square(2, 1)), ["h"], ["j0"]);
        graph.AddNode(new Pooling(PoolingKind.Average, default, new Window()), ["i"], ["k"]);
        graph.AddNode(new Pooling(PoolingKind.Average, default, new Window()), ["j0"], ["j"]);
        graph.AddNode(new Concatenation(1), ["k", "j"], ["l"]);
        graph.AddNode(new Flatten(), ["l"], ["m"]);
        graph.AddNode(new Dropout(0.25f), ["m"], ["n"]);
        graph.AddNode(new MatMul { TransposeB = true, HasBias = true }, ["n", "fc.weight", "fc.bias"], ["logits"]);
        graph.AddOutput("logits");
        return graph;

        void Add(string name, ParameterKind kind, params int[] shape)
        {
            var count = shape.Aggregate(1, (a, b) => a * b);
            var offset = kind is ParameterKind.Normalization or ParameterKind.Statistic && !name.EndsWith("mean", StringComparison.Ordinal) ? 1.0 : 0;
            graph.AddParameter(new Parameter(name, kind, new Shape(shape), [.. Enumerable.Range(0, count).Select(_ => (float)(offset + (random.NextDouble() * 0.8) - 0.4))]));
        }
    }
}
