using Mien.Compute.Managed;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Learning.Sweeps;
using Mien.Learning.Training;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Sweeps;

public sealed class SweepTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("mien-sweep").FullName;
    private readonly Recipe recipe = TinyFaces.Recipe("training.epochs=2", "selection.metric=loss");

    [Fact]
    public void Trials_are_ranked_by_the_rows_that_choose_and_an_interrupted_sweep_goes_on()
    {
        var plan = SweepPlan.Grid([SweepAxis.Parse("schedule.learningRate=0.000001,0.05"), SweepAxis.Parse("training.batch=8,16")]);
        var folder = Path.Combine(root, "sweep");
        using var stop = new CancellationTokenSource();
        var started = new List<int>();
        Assert.Throws<OperationCanceledException>(() => new Sweep(recipe, plan, folder).Run(TinyFaces.Create(), number => Options(number, number == 3 ? stop : null), stop.Token));
        Assert.Equal([1, 2, 3], started);

        var steps = 0;
        var trials = new Sweep(recipe, plan, folder).Run(TinyFaces.Create(), number => Options(number, null) with { OnStep = _ => steps++ });

        // Trials 1 and 2 were done; of 3 (twelve steps) one step was done, and 4 has six.
        Assert.Equal(11 + 6, steps);
        Assert.True(trials[0].Number is 3 or 4);
        Assert.Equal(trials.Select(t => t.Score), trials.Select(t => t.Score).OrderDescending());
        var table = File.ReadAllLines(Path.Combine(folder, "sweep.csv"));
        Assert.Equal("rank,trial,schedule.learningRate,training.batch,epoch,score,fer2013 accuracy,fer2013 macroF1,fer2013 loss", table[0]);
        Assert.StartsWith($"1,{trials[0].Number},0.05,", table[1], StringComparison.Ordinal);
        Assert.Contains("another sweep", Assert.Throws<CheckpointException>(() => new Sweep(recipe, [.. plan.Take(2)], folder)).Message, StringComparison.Ordinal);

        TrainerOptions Options(int number, CancellationTokenSource? source)
        {
            started.Add(number);
            return new TrainerOptions { Backend = new ManagedBackend(), OnStep = _ => source?.Cancel() };
        }
    }

    [Fact]
    public void A_trial_that_diverges_is_last_and_test_rows_never_choose()
    {
        var plan = SweepPlan.Grid([SweepAxis.Parse("schedule={name: constant, learningRate: 10},{name: constant, learningRate: 0.01}")]);
        var wild = recipe.With("optimizer.weightDecay=1", "training.epochs=40", "training.ema=none");
        var trials = new Sweep(wild, plan, Path.Combine(root, "wild")).Run(TinyFaces.Create(16), _ => new TrainerOptions { Backend = new ManagedBackend() });
        Assert.Equal([2, 1], trials.Select(t => t.Number));
        Assert.Contains("diverged", trials[1].Fault, StringComparison.Ordinal);
        var cheating = new Sweep(recipe.With("split.choose=[private]"), plan, Path.Combine(root, "cheating"));
        Assert.Throws<ProtocolException>(() => cheating.Run(TinyFaces.Create(16), _ => new TrainerOptions { Backend = new ManagedBackend(), AllowTestSelection = true }));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
