using System.Globalization;
using System.Text;
using Mien.Learning.Recipes;
using Mien.Tests.Learning.Detection;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Cli.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("mien-train-command").FullName;
    private readonly string recipe;
    private readonly string table;

    public TrainCommandTests()
    {
        (recipe, table) = (Path.Combine(root, "tiny.yaml"), Path.Combine(root, "tiny.csv"));
        File.WriteAllText(recipe, "format: 1\nnetwork: { name: small, widthFactor: 0.0625 }\noutputs: [{ labels: fer2013 }]\ntraining: { epochs: 2, batch: 4, precision: f32, threads: 1 }\n");
        var (text, random) = (new StringBuilder("emotion,pixels,Usage\n"), new Random(1));
        for (var row = 0; row < 28; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row % 7},");
            text.AppendJoin(' ', Enumerable.Range(0, 48 * 48).Select(i => (random.Next(60) + (i / 48 / 7 == row % 7 ? 180 : 20)).ToString(CultureInfo.InvariantCulture)));
            text.Append(row < 14 ? ",Training\n" : row < 21 ? ",PublicTest\n" : ",PrivateTest\n");
        }
        File.WriteAllText(table, text.ToString());
    }

    [Fact]
    public void A_dry_run_prints_a_recipe_that_reads_back_and_writes_nothing()
    {
        var run = CommandRun.Of("train", recipe, "--data", table, "--dry-run", "--backend", "managed", "--out", Path.Combine(root, "run"));
        Assert.Equal((0, false), (run.ExitCode, Directory.Exists(Path.Combine(root, "run"))));
        Assert.Equal(Recipe.Load(recipe).Digest, Recipe.Parse(run.Output, "printed").Digest);
        foreach (var said in new[] { "# network small: ", "# data: 14 rows to learn from, 7 to choose on; 3 steps an epoch, 2 epochs", "# memory: about ", "# time: about " })
            Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_start_a_run_and_are_refused_where_nothing_starts_from_them()
    {
        var (first, second) = (Path.Combine(root, "first"), Path.Combine(root, "second"));
        Assert.Equal(0, CommandRun.Of("train", recipe, "--data", table, "--backend", "managed", "--out", first).ExitCode);
        var run = CommandRun.Of("train", recipe, "--data", table, "--backend", "managed", "--out", second, "--weights", Path.Combine(first, "best.onnx"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("starting from all", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"startedFrom\":{\"file\":\"best.onnx\"", File.ReadAllText(Path.Combine(second, "metrics.json")), StringComparison.Ordinal);
        var method = Path.Combine(root, "forest.yaml");
        File.WriteAllText(method, "format: 1\nname: forest\nmethod: { name: random-forest, trees: 3 }\noutputs: [{ labels: fer2013 }]\n");
        var refused = CommandRun.Of("train", method, "--data", table, "--backend", "managed", "--out", Path.Combine(root, "forest"), "--weights", Path.Combine(first, "best.onnx"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--weights: 'forest' is a classical method, which starts from no weights; leave it out", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_has_a_dry_run_that_writes_nothing_and_no_repetitions()
    {
        using var photos = new MadePhotos(12);
        var (detector, folder) = (Path.Combine(root, "detector.yaml"), Path.Combine(root, "detector"));
        File.WriteAllText(detector, DetectorTrainerTests.Text.Replace("EPOCHS", "3", StringComparison.Ordinal));
        var dry = CommandRun.Of("train", detector, "--data", photos.Root, "--dry-run", "--out", folder);
        Assert.Equal((0, false), (dry.ExitCode, Directory.Exists(folder)));
        Assert.Equal(Recipe.Load(detector).Digest, Recipe.Parse(dry.Output, "printed").Digest);
        foreach (var said in new[] { "# network face-detector: ", "# data: 10 photos to learn from, 2 to choose by; 1 steps an epoch, 3 epochs", "# memory: about ", "# time: about 0:00:0" })
            Assert.Contains(said, dry.Output, StringComparison.Ordinal);
        foreach (var option in new[] { "--seeds", "--folds" })
        {
            var refused = CommandRun.Of("train", detector, "--data", photos.Root, option, "2", "--out", folder);
            Assert.Equal((2, false), (refused.ExitCode, Directory.Exists(folder)));
            Assert.Contains($"{option} repeats recipes for emotions", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Folds_choose_once_each_and_report_mean_and_deviation()
    {
        var (method, folder) = (Path.Combine(root, "knn.yaml"), Path.Combine(root, "folds"));
        File.WriteAllText(method, "format: 1\nname: near\nmethod: { name: knn, neighbours: 1 }\noutputs: [{ labels: fer2013 }]\n");
        var run = CommandRun.Of("train", method, "--data", table, "--folds", "2", "--backend", "managed", "--out", folder);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.ExitCode == 0 ? string.Empty : run.Error));
        Assert.Matches("fer2013 over 2 folds: accuracy [0-9.]+ % ± [0-9.]+ %, macro F1 ", run.Error);
        Assert.Contains("\"folds\":[1,2]", File.ReadAllText(Path.Combine(folder, "folds.json")), StringComparison.Ordinal);
        for (var fold = 1; fold <= 2; fold++)
        {
            var path = Path.Combine(folder, FormattableString.Invariant($"fold-{fold}"));
            Assert.True(File.Exists(Path.Combine(path, "best.mien")));
            Assert.Contains($"fold {fold} of 2 (seed 42) of training (7 rows)", File.ReadAllText(Path.Combine(path, "metrics.json")), StringComparison.Ordinal);
        }
        Assert.Equal(2, CommandRun.Of("train", method, "--data", table, "--folds", "2", "--seeds", "2", "--out", folder).ExitCode);
        Assert.Equal(2, CommandRun.Of("train", method, "--data", table, "--folds", "1", "--out", folder).ExitCode);
    }

    [Fact]
    public void Seeds_repeat_the_run_and_report_mean_and_deviation()
    {
        var run = CommandRun.Of("train", recipe, "--data", table, "--seeds", "2", "--backend", "managed", "--out", Path.Combine(root, "run"));
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("fer2013 over 2 seeds: accuracy [0-9.]+ % ± [0-9.]+ %", run.Error);
        Assert.True(File.Exists(Path.Combine(root, "run", "seed-2", "best.onnx")));
        Assert.Contains("\"seeds\":[1,2]", File.ReadAllText(Path.Combine(root, "run", "seeds.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_has_a_dry_run_and_seeds_too()
    {
        var (method, folder) = (Path.Combine(root, "forest.yaml"), Path.Combine(root, "forests"));
        File.WriteAllText(method, "format: 1\nname: forest\nseed: 4\nmethod: { name: random-forest, trees: 3, features: { pca: 6 } }\noutputs: [{ labels: fer2013 }]\n");
        var dry = CommandRun.Of("train", method, "--data", table, "--dry-run", "--backend", "managed", "--out", folder);
        Assert.Equal((0, false), (dry.ExitCode, Directory.Exists(folder)));
        Assert.Equal(Recipe.Load(method).Digest, Recipe.Parse(dry.Output, "printed").Digest);
        foreach (var said in new[] { "# features: 2,304 numbers a picture, of which the method sees 6", "# data: 14 rows to learn from, 7 to judge by", "# memory: about ", "# time: about 0:00:0" })
            Assert.Contains(said, dry.Output, StringComparison.Ordinal);
        var run = CommandRun.Of("train", method, "--data", table, "--seeds", "2", "--backend", "managed", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("fer2013 over 2 seeds: accuracy [0-9.]+ % ± [0-9.]+ %", run.Error);
        Assert.True(File.Exists(Path.Combine(folder, "seed-5", "best.mien")));
        Assert.Contains("\"seeds\":[4,5]", File.ReadAllText(Path.Combine(folder, "seeds.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_that_a_run_held_out_are_what_evaluate_holds_out()
    {
        var folder = Path.Combine(root, "held");
        Assert.Equal(0, CommandRun.Of("train", recipe, "--data", table, "--holdout", "0.25", "--seed", "7", "--backend", "managed", "--out", folder).ExitCode);
        var right = CommandRun.Of("evaluate", Path.Combine(folder, "best.onnx"), "--data", table, "--holdout", "0.25", "--seed", "7", "--json", "-", "--backend", "managed");
        Assert.Equal(0, right.ExitCode);
        Assert.Contains("\"split\":\"all, holdout 0.25, seed 7\"", right.Output, StringComparison.Ordinal);
        var other = CommandRun.Of("evaluate", Path.Combine(folder, "best.onnx"), "--data", table, "--holdout", "0.25", "--seed", "8", "--backend", "managed");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("the model was", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subset_is_tested_with_its_doubles_told_and_a_model_that_learned_from_the_test_rows_is_refused()
    {
        var (method, doubled, folder) = (Path.Combine(root, "forest.yaml"), Path.Combine(root, "doubled.csv"), Path.Combine(root, "forest"));
        File.WriteAllText(method, "format: 1\nname: forest\nsplit: { train: [training], choose: 0.25 }\nsubset: { classes: [anger, fear], counts: [17, 17], test: 0.5 }\n" +
            "method: { name: random-forest, trees: 5 }\noutputs: [{ name: emotion, labels: [anger, fear], target: label }]\n");
        string[] rows = [.. File.ReadAllLines(table)[1..].Select((line, i) => $"{i % 2 * 2},{line.Split(',')[1]},Training")];
        File.WriteAllLines(doubled, ["emotion,pixels,Usage", .. rows, .. rows[..6]]);
        Assert.Equal(0, CommandRun.Of("train", method, "--data", doubled, "--backend", "managed", "--out", folder).ExitCode);
        var tested = CommandRun.Of("evaluate", folder, "--data", doubled, "--subset", method, "--backend", "managed");
        Assert.Equal((0, string.Empty), (tested.ExitCode, tested.ExitCode == 0 ? string.Empty : tested.Error));
        Assert.Matches("[1-9][0-9]* of 1[0-9] rows are doubles of rows it was trained on, exactly or nearly; without them: accuracy [0-9.]+ %", tested.Error);
        Assert.Equal(0, CommandRun.Of("train", method, "--data", doubled, "--set", "subset.test=0", "--backend", "managed", "--out", folder + "2").ExitCode);
        var refused = CommandRun.Of("evaluate", folder + "2", "--data", doubled, "--subset", method, "--backend", "managed");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the model was trained on", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_phase_of_a_recipe_is_timed_or_one_alone()
    {
        var phased = Path.Combine(root, "phased.yaml");
        File.WriteAllText(phased, File.ReadAllText(recipe) + "phases: [{ epochs: 1, train: [head.*] }, { epochs: 1 }]\n");
        string[] bench = ["bench", "train", "--net", phased, "--batch", "2", "--seconds", "0", "--warmup", "0", "--backend", "managed", "--json", "-"];
        var both = CommandRun.Of(bench);
        Assert.Equal(0, both.ExitCode);
        Assert.Matches("\"phases\":\\[\\{\"net\":[^{]*\"phase\":1,\"learned\":[0-9]+,.*\"phase\":2,\"learned\":[0-9]+,", both.Output);
        var second = CommandRun.Of([.. bench, "--phase", "2"]);
        Assert.Contains("\"phase\":2,", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"phases\"", second.Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of([.. bench, "--phase", "3"]).ExitCode);
        var dry = CommandRun.Of("train", phased, "--data", table, "--dry-run", "--backend", "managed");
        Assert.Matches("# phase 1: 1 epochs, [0-9,]+ numbers learn, about 0:00:0", dry.Output);
    }

    [Fact]
    public void A_sweep_ranks_its_trials()
    {
        var folder = Path.Combine(root, "sweep");
        var run = CommandRun.Of("sweep", recipe, "--data", table, "--over", "schedule.learningRate=0.1,0.01", "--backend", "managed", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(folder, "sweep.csv")).Length);
        Assert.Contains("The best trial is", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("sweep", recipe, "--data", table, "--over", "a").ExitCode);
    }

    [Fact]
    public void A_sweep_in_which_every_trial_diverges_names_no_best()
    {
        // As in SweepTests: weights grow about tenfold a step and leave the range of f32 soon.
        string[] wild = ["--set", "optimizer.weightDecay=1", "--set", "optimizer.nesterov=true", "--set", "training.epochs=40", "--set", "training.ema=none"];
        var run = CommandRun.Of(["sweep", recipe, "--data", table, "--over", "schedule.learningRate=10,9", "--backend", "managed", "--out", Path.Combine(root, "wild"), .. wild]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("All trials diverged, so that there is no best", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("The best trial is", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
