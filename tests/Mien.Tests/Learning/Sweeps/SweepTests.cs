using Mien.Compute.Managed;
using Mien.Learning.Data;
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
        Assert.Equal(trials.Select(t => t.Score!.Mean), trials.Select(t => t.Score!.Mean).OrderDescending());
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
    public void Seeds_repeat_each_trial_and_the_mean_ranks_it_though_it_was_interrupted()
    {
        var plan = SweepPlan.Grid([SweepAxis.Parse("schedule.learningRate=0.000001,0.05")]);
        var folder = Path.Combine(root, "seeds");
        using var stop = new CancellationTokenSource();
        var steps = 0;
        Assert.Throws<OperationCanceledException>(() => new Sweep(recipe, plan, folder, 2).Run(TinyFaces.Create(), _ => Options(() => { if (++steps == 15) stop.Cancel(); }), stop.Token));
        var trials = new Sweep(recipe, plan, folder, 2).Run(TinyFaces.Create(), _ => Options(() => steps++));
        Assert.Equal(2 * 2 * 12, steps);
        Assert.Equal(2, trials[0].Number);
        var losses = new[] { 3, 4 }.Select(seed => RunMetrics.Read(new RunFolder(Path.Combine(folder, "trial-002", $"seed-{seed}"))).Training.Choose["fer2013"].Loss).ToArray();
        Assert.Equal(MeanDeviation.Of(losses), trials[0].Figures["fer2013"].Loss);
        Assert.Equal(-losses.Average(), trials[0].Score!.Mean, 1e-9);
        Assert.True(trials[0].Score!.Deviation > 0);
        var table = File.ReadAllLines(Path.Combine(folder, "sweep.csv"));
        Assert.StartsWith("rank,trial,schedule.learningRate,epochs,score,score deviation,fer2013 accuracy,fer2013 accuracy deviation,", table[0], StringComparison.Ordinal);
        Assert.Matches("^1,2,0.05,[12] [12],-[0-9.]+,[0-9.]+,", table[1]);
        Assert.Throws<CheckpointException>(() => new Sweep(recipe, plan, folder, 3));
        Assert.Throws<ArgumentException>(() => new Sweep(recipe, SweepPlan.Grid([SweepAxis.Parse("seed=1,2")]), folder + "2", 2));

        static TrainerOptions Options(Action step) => new() { Backend = new ManagedBackend(), OnStep = _ => step() };
    }

    [Fact]
    public void A_sweep_over_a_methods_keys_leaves_finished_trials_as_they_are()
    {
        var forest = Recipe.Parse("format: 1\nname: forest\nmethod: { name: random-forest, trees: 20 }\noutputs: [{ labels: fer2013 }]\n", "forest.yaml");
        var (plan, folder) = (SweepPlan.Grid([SweepAxis.Parse("method.depth=1,16")]), Path.Combine(root, "forest"));
        var (first, ended) = (new Sweep(forest, plan, folder).Run(TinyFaces.Create(), _ => Options(() => { })), 0);
        Assert.Equal(2, first.Count);
        var again = new Sweep(forest, plan, folder).Run(TinyFaces.Create(), _ => Options(() => ended++));
        Assert.Equal((0, first[0].Score), (ended, again[0].Score));
        // On other rows, to learn from or to choose on, every trial is trained anew.
        foreach (var (split, trained) in new[] { (Split.Training, 2), (Split.PublicTest, 4) })
        {
            var left = TinyFaces.Create().Samples.First(sample => sample.Split == split).Row;
            new Sweep(forest, plan, folder).Run(TinyFaces.Create().Where(sample => sample.Row != left), _ => Options(() => ended++));
            Assert.Equal(trained, ended);
        }

        static TrainerOptions Options(Action epoch) => new() { Backend = new ManagedBackend(), OnEpoch = _ => epoch() };
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
