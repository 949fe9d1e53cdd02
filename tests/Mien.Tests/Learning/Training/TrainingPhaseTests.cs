using Mien.Compute;
using Mien.Compute.OneDnn;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Learning.Training;

namespace Mien.Tests.Learning.Training;

public sealed class TrainingPhaseTests : IDisposable
{
    private const string Phases =
        "phases=[{ epochs: 1, learningRate: 0.05, train: [head.*] }, { epochs: 2, learningRate: 0.01, freeze: ['stage1.*', 'stem.*'], train: ['stage1.0.conv1.*'] }]";

    private readonly string root = Directory.CreateTempSubdirectory("mien-phases").FullName;
    private readonly Dataset data = TinyFaces.Create();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Only_what_a_phase_trains_changes_and_the_statistics_of_the_rest_stay()
    {
        var recipe = TinyFaces.Recipe(Phases);
        var fresh = recipe.Network.Create().Parameters;
        var after = new List<Dictionary<string, float[]>>();
        var folder = new RunFolder(Path.Combine(root, "run"));
        using (var trainer = new Trainer(recipe, data, folder, Options() with { OnEpoch = _ => after.Add(Checkpoint.Load(folder.Checkpoint).Arrays) }))
            trainer.Run();
        Assert.Equal(3, after.Count);
        foreach (var (name, parameter) in fresh)
        {
            var (first, last) = (after[0][$"parameter/{name}"], after[2][$"parameter/{name}"]);
            Assert.Equal(name.StartsWith("head.", StringComparison.Ordinal), !first.AsSpan().SequenceEqual(parameter.Values));
            var frozen = name.StartsWith("stem.", StringComparison.Ordinal)
                || (name.StartsWith("stage1.", StringComparison.Ordinal) && !name.StartsWith("stage1.0.conv1.", StringComparison.Ordinal));
            Assert.True(frozen == last.AsSpan().SequenceEqual(first), name);
        }
    }

    [Fact]
    public void A_killed_run_ends_with_the_same_bits_in_every_phase()
    {
        var recipe = TinyFaces.Recipe(Phases);
        var whole = Checkpoint.Load(Train(recipe, "whole", Options()).Checkpoint);
        for (var step = 3; step <= 18; step += 3)
        {
            var name = FormattableString.Invariant($"killed{step}");
            var options = Options() with { CheckpointSeconds = 0, OnStep = p => Die(p.Step == step) };
            Assert.Throws<InvalidProgramException>(() => Train(recipe, name, options));
            var (state, arrays) = Checkpoint.Load(Train(recipe, name, Options()).Checkpoint);
            Assert.Equal(whole.State.Step, state.Step);
            Assert.Equal(whole.Arrays.Keys, arrays.Keys);
            foreach (var (key, values) in whole.Arrays)
                Assert.True(values.AsSpan().SequenceEqual(arrays[key]), $"{key} differs after a kill at {step}");
        }
    }

    [Fact]
    public void Each_phase_runs_its_own_schedule_to_its_end()
    {
        var rates = new List<double>();
        Train(TinyFaces.Recipe(Phases, "schedule.name=cosine"), "rates", Options() with { OnEpoch = r => rates.Add(r.LearningRate) });
        Assert.True(rates[0] < 0.01, "the first phase ends near nothing");
        Assert.True(rates[1] is > 0.004 and < 0.01, "the second starts anew");
        Assert.True(rates[2] < 0.001);
    }

    [Fact]
    public void Standing_still_ends_the_phase_and_the_next_waits_anew_at_its_own_rate()
    {
        // Nothing is ever better by 1, so that each phase ends after the epoch that it begins with and two more.
        var recipe = TinyFaces.Recipe(
            "phases=[{ epochs: 6, learningRate: 0.05, train: [head.*] }, { epochs: 4, learningRate: 0.01 }]", "schedule.name=constant", "training.epochs=10", "stopping={ patience: 2, minDelta: 1 }");
        var (rates, notices, steps) = (new List<double>(), new List<string>(), new List<TrainingProgress>());
        var options = Options() with { OnEpoch = r => rates.Add(r.LearningRate), OnNotice = notices.Add, OnStep = steps.Add };
        var whole = Checkpoint.Load(Train(recipe, "stopped", options).Checkpoint);
        Assert.Equal([0.05, 0.05, 0.05, 0.01, 0.01, 0.01], rates);
        Assert.Contains(notices, n => n.StartsWith("phase 1 ended after epoch 3", StringComparison.Ordinal));
        Assert.Contains(notices, n => n.StartsWith("ended after epoch 6", StringComparison.Ordinal));
        Assert.Equal((10, 60L, 7, 42L), (steps[0].Epochs, steps[0].Steps, steps[^1].Epochs, steps[^1].Steps));
        Assert.True(steps[0].WorkLeft > 35 + (2 * 24), "the second phase's steps count for more than one of the first's");
        Assert.Equal(6, steps[^1].WorkLeft, 1e-9);
        foreach (var step in new[] { 15, 20, 31 })
        {
            var name = FormattableString.Invariant($"stopped{step}");
            Assert.Throws<InvalidProgramException>(() => Train(recipe, name, Options() with { CheckpointSeconds = 0, OnStep = p => Die(p.Step == step) }));
            var (state, arrays) = Checkpoint.Load(Train(recipe, name, Options()).Checkpoint);
            Assert.Equal((whole.State.Step, 1, 3), (state.Step, state.Phase, state.PhaseEpoch));
            foreach (var (key, values) in whole.Arrays)
                Assert.True(values.AsSpan().SequenceEqual(arrays[key]), $"{key} differs after a kill at {step}");
        }
    }

    [Fact]
    public void A_later_phase_that_memory_cannot_hold_is_refused_before_the_first_begins()
    {
        var recipe = TinyFaces.Recipe("phases=[{ epochs: 1, train: [head.*] }, { epochs: 2 }]");
        var (head, whole) = (Needed(recipe, 0), Needed(recipe, 1));
        Assert.True(head < whole, $"{head} {whole}");
        var fault = Assert.Throws<InsufficientMemoryException>(() => Train(recipe, "refused", Options() with { MemoryLimit = (head + whole) / 2 }));
        Assert.StartsWith("Training 8 pictures a step needs", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(root, "refused")));
        Train(recipe, "held", Options() with { MemoryLimit = whole });
    }

    private static long Needed(Recipe recipe, int phase)
    {
        var network = recipe.Network.Create();
        using var queue = new ComputeQueue(1, 1);
        using var step = new TrainingStep(network, recipe.Training.Batch, Options().Backend, ElementType.Float32, queue, recipe.Phases[phase].Trains);
        return step.ByteCount + TrainingStep.BytesBeside(network);
    }

    private static void Die(bool now)
    {
        if (now)
            throw new InvalidProgramException("killed");
    }

    private static TrainerOptions Options()
    {
        IBackend backend = OneDnnBackend.TryLoad(out var fast, out _) ? fast : new Mien.Compute.Managed.ManagedBackend();
        return new TrainerOptions { Backend = backend };
    }

    private RunFolder Train(Recipe recipe, string name, TrainerOptions options)
    {
        var folder = new RunFolder(Path.Combine(root, name));
        using var trainer = new Trainer(recipe, data, folder, options);
        trainer.Run();
        return folder;
    }
}
