using Mien.Compute;
using Mien.Learning.Losses;
using Mien.Learning.Optimizers;
using Mien.Learning.Training;
using Mien.Neural.Zoo;
using Mien.Tests.Neural;

namespace Mien.Tests.Learning.Training;

public class PrecisionTests
{
    private const int Batch = 32;
    private const int Steps = 40;

    [Fact]
    public void The_loss_curve_of_bf16_stays_with_that_of_f32()
    {
        var backend = NetworkBackends.Get("onednn");
        if (!backend.Supports(ElementType.BFloat16))
        {
            // Nothing to compare on this processor; that training falls back and says so is tested in TrainerTests.
            return;
        }
        var (single, half) = (Curve(backend, ElementType.Float32), Curve(backend, ElementType.BFloat16));
        Assert.True(single[^1] < 0.5 * single[0], $"f32 does not learn: {single[0]} to {single[^1]}");
        for (var step = 0; step < Steps; step++)
            Assert.True(Math.Abs(single[step] - half[step]) <= 0.03 + (0.05 * single[step]), $"step {step}: bf16 {half[step]}, f32 {single[step]}");
    }

    /// <summary>The losses while a network learns one batch by heart.</summary>
    private static double[] Curve(IBackend backend, ElementType precision)
    {
        var network = Zoo.Create("small", new NetworkOptions { WidthFactor = 0.25, Seed = 2 });
        using var queue = new ComputeQueue(1, 1);
        using var step = new TrainingStep(network, Batch, backend, precision, queue);
        var random = new Random(6);
        foreach (ref var value in step.Input)
            value = (float)((random.NextDouble() * 2) - 1);
        var targets = new float[Batch * 7];
        for (var i = 0; i < Batch; i++)
            targets[(i * 7) + (i % 7)] = 1;
        var optimizer = new SgdOptimizer(momentum: 0.9);
        foreach (var parameter in step.Learned)
            optimizer.Register(parameter.Name, parameter.Shape.Count, parameter.Kind);
        var losses = new double[Steps];
        for (var i = 0; i < Steps; i++)
        {
            step.Forward(i);
            losses[i] = new CrossEntropyLoss().Compute(step.Logits(0), targets, [], 7, step.LogitsGradient(0));
            step.Backward();
            optimizer.BeginStep(0.005);
            foreach (var parameter in step.Learned)
                optimizer.Update(parameter.Name, step.Parameter(parameter.Name), step.Gradient(parameter.Name));
        }
        return losses;
    }
}
