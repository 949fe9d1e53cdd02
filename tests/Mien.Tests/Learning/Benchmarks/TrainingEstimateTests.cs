using Mien.Compute.Managed;
using Mien.Learning.Benchmarks;
using Mien.Learning.Training;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Benchmarks;

public class TrainingEstimateTests
{
    [Fact]
    public void An_estimate_counts_rows_steps_parameters_memory_and_time()
    {
        var recipe = TinyFaces.Recipe("training.batch=8");
        var estimate = TrainingEstimate.Measure(recipe, TinyFaces.Create(), new TrainerOptions { Backend = new ManagedBackend() });
        Assert.Equal((48, 48, 6), (estimate.LearnedRows, estimate.ChooseRows, estimate.Steps));
        // The pictures of a step alone, and every array of the optimiser.
        Assert.True(estimate.MemoryBytes > (8 * 48 * 48 * 4) + (estimate.Network.Parameters * 4 * 4));
        // The rows that choose cost their forward half, somewhat more than a third: the first layer's input needs no gradient.
        Assert.InRange(estimate.Time.TotalSeconds * estimate.Phases[0].ImagesPerSecond / 3, 48 + 16, 48 + 18);
    }

    [Fact]
    public void A_phase_in_which_the_head_alone_learns_is_estimated_apart()
    {
        var recipe = TinyFaces.Recipe("phases=[{ epochs: 2, train: [head.*] }, { epochs: 1 }]", "network.widthFactor=0.25");
        var estimate = TrainingEstimate.Measure(recipe, TinyFaces.Create(), new TrainerOptions { Backend = new ManagedBackend() });
        Assert.Equal([2, 1], estimate.Phases.Select(phase => phase.Epochs));
        Assert.True(estimate.Phases[0].Learned < estimate.Phases[1].Learned && estimate.Phases[1].Learned == estimate.Network.Parameters);
        Assert.Equal(estimate.Phases.Sum(phase => phase.Time.TotalSeconds), estimate.Time.TotalSeconds, 1e-6);
    }

    [Fact]
    public void A_run_that_the_memory_cannot_hold_is_refused_in_one_line()
    {
        var options = new TrainerOptions { Backend = new ManagedBackend(), MemoryLimit = 1 << 17 };
        var folder = new RunFolder(Path.Combine(Path.GetTempPath(), "mien-never-written"));
        var fault = Assert.Throws<InsufficientMemoryException>(() => new Trainer(TinyFaces.Recipe(), TinyFaces.Create(), folder, options));
        Assert.Matches("^Training 8 pictures a step needs [0-9.]+ GiB of memory, and this machine has 0.0 GiB: lower training.batch.*\\.$", fault.Message);
    }

    [Fact]
    public void The_optimisers_arrays_count_where_memory_is_compared()
    {
        var recipe = TinyFaces.Recipe("network.widthFactor=1", "training.batch=1");
        var network = recipe.Network.Create();
        var beside = TrainingStep.BytesBeside(network);
        Assert.Equal(6 * 4 * network.Parameters.Values.Sum(parameter => (long)parameter.Values.Length), beside);
        var options = new TrainerOptions { Backend = new ManagedBackend() };
        var needed = TrainingEstimate.Measure(recipe, TinyFaces.Create(), options).MemoryBytes;
        // The tensors of a step alone would fit.
        Assert.Throws<InsufficientMemoryException>(() => TrainingEstimate.Measure(recipe, TinyFaces.Create(), options with { MemoryLimit = needed - (beside / 2) }));
        Assert.Equal(needed, TrainingEstimate.Measure(recipe, TinyFaces.Create(), options with { MemoryLimit = needed }).MemoryBytes);
    }

    [Fact]
    public void Mean_and_deviation_are_the_samples() => Assert.Equal(new MeanDeviation(3, 1), MeanDeviation.Of([2, 3, 4]));
}
