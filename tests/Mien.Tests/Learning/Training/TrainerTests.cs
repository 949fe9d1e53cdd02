using System.Text.Json;
using Mien.Compute;
using Mien.Compute.OneDnn;
using Mien.Emotions.Models;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural.Onnx;
using Mien.Neural.Safetensors;

namespace Mien.Tests.Learning.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("mien-trainer").FullName;
    private readonly Dataset data = TinyFaces.Create();

    [Fact]
    public void A_run_learns_and_leaves_model_log_figures_and_recipe()
    {
        var folder = Train(TinyFaces.Recipe("training.epochs=8"), "learns");
        var log = File.ReadAllLines(folder.Log).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(8, log.Length);
        Assert.True(log[^1].GetProperty("trainLoss").GetDouble() < 0.7 * log[0].GetProperty("trainLoss").GetDouble());
        Assert.Contains("epochs: 8", File.ReadAllText(folder.Recipe), StringComparison.Ordinal);
        var best = log.Last(l => l.GetProperty("best").GetBoolean()).GetProperty("epoch").GetInt32();
        var facts = FactsOf(folder);
        Assert.Equal(best, facts.Epoch);
        Assert.False(facts.TestSelection);
        Assert.True(File.Exists(folder.Metrics));
    }

    [Fact]
    public void An_interrupted_run_ends_with_the_same_bits()
    {
        var recipe = TinyFaces.Recipe();
        var whole = Train(recipe, "whole");
        var folder = new RunFolder(Path.Combine(root, "interrupted"));
        foreach (var stopAt in new long[] { 4, 11 })
        {
            using var stop = new CancellationTokenSource();
            using var trainer = new Trainer(recipe, data, folder, Options() with { OnStep = p => Cancel(p.Step == stopAt, stop) });
            Assert.Throws<OperationCanceledException>(() => trainer.Run(stop.Token));
        }
        AssertSameEnd(whole, Train(recipe, "interrupted"));
    }

    [Fact]
    public void A_run_that_adds_up_gradients_takes_fewer_updates_and_survives_an_interruption()
    {
        // Six batches an epoch: updates after four and after two.
        var recipe = TinyFaces.Recipe("training.accumulate=4", "optimizer.l1=0.001");
        var whole = Train(recipe, "whole");
        var folder = new RunFolder(Path.Combine(root, "interrupted"));
        using var stop = new CancellationTokenSource();
        using (var trainer = new Trainer(recipe, data, folder, Options() with { OnStep = p => Cancel(p.Step == 9, stop) }))
            Assert.Throws<OperationCanceledException>(() => trainer.Run(stop.Token));
        Assert.Equal((3, 2L), (Checkpoint.Load(folder.Checkpoint).State.Pending, Checkpoint.Load(folder.Checkpoint).State.Updates));
        AssertSameEnd(whole, Train(recipe, "interrupted"));
        Assert.Equal(6, Checkpoint.Load(folder.Checkpoint).State.Updates);
    }

    [Fact]
    public void A_run_keeps_what_it_started_from_and_goes_on_with_nothing_else()
    {
        var body = Train(TinyFaces.Recipe("training.epochs=1"), "body");
        var other = Train(TinyFaces.Recipe("training.epochs=1", "seed=9"), "other");
        var recipe = TinyFaces.Recipe("training.epochs=2", "split.train=[training]", "split.choose=[public]");
        var folder = Train(recipe, "started", Options() with { Weights = body.Best });
        var start = FactsOf(folder).StartedFrom!;
        Assert.Equal("best.onnx", start.File);
        Assert.Equal(start.Arrays, start.Taken);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(body.Best))), start.Digest);
        Assert.StartsWith("starting from all", File.ReadAllText(folder.Weights), StringComparison.Ordinal);
        Assert.Null(FactsOf(body).StartedFrom);
        Assert.False(File.Exists(body.Weights));
        new Trainer(recipe, data, folder, Options() with { Weights = body.Best }).Dispose();
        var fault = Assert.Throws<CheckpointException>(() => new Trainer(recipe, data, folder, Options() with { Weights = other.Best }));
        Assert.Contains("started from other weights (best.onnx)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_began_at_random_refuses_weights_that_it_would_not_use()
    {
        var recipe = TinyFaces.Recipe("training.epochs=1");
        var (folder, other) = (Train(recipe, "random"), Train(TinyFaces.Recipe("training.epochs=1", "seed=9"), "other"));
        var fault = Assert.Throws<CheckpointException>(() => Train(recipe, "random", Options() with { Weights = other.Best }));
        Assert.Equal($"{folder.Path} holds a run whose checkpoint names no weights that it started from, so that {other.Best} would not be used; leave --weights out to go on with it, or give another folder by --out.", fault.Message);
    }

    [Fact]
    public void A_run_counts_the_rows_of_the_model_that_it_starts_from_as_its_own_and_bears_its_mark()
    {
        var body = Train(TinyFaces.Recipe("training.epochs=1", "split.train=[public]", "split.choose=[private]"), "body", Options() with { AllowTestSelection = true });
        var weights = Path.Combine(root, "body.model");
        File.Copy(body.Best, weights);
        var recipe = TinyFaces.Recipe("split.train=[training]", "split.choose=[public]");
        var folder = new RunFolder(Path.Combine(root, "head"));
        using var stop = new CancellationTokenSource();
        using (var trainer = new Trainer(recipe, data, folder, Options() with { Weights = weights, OnStep = p => Cancel(p.Step == 2, stop) }))
            Assert.Throws<OperationCanceledException>(() => trainer.Run(stop.Token));
        Train(recipe, "head");
        var facts = FactsOf(folder);
        var seen = facts.Record().Find(data);
        Assert.Equal((true, 96, 96), (facts.TestSelection, seen.Trained, seen.Chosen));
    }

    [Fact]
    public void An_L1_penalty_makes_weights_small()
    {
        Assert.True(Weights("0.2") < 0.8 * Weights("0"));

        double Weights(string strength)
        {
            var (_, arrays) = Checkpoint.Load(Train(TinyFaces.Recipe($"optimizer.l1={strength}", "training.ema=none"), $"l1-{strength}").Checkpoint);
            return arrays.Where(a => a.Key.StartsWith("parameter/", StringComparison.Ordinal) && a.Key.EndsWith("conv.weight", StringComparison.Ordinal)).Sum(a => a.Value.Sum(Math.Abs));
        }
    }

    [Fact]
    public void The_last_checkpoints_are_kept_by_epoch()
    {
        var folder = Train(TinyFaces.Recipe("training.keep=2", "training.epochs=4"), "kept");
        Assert.Equal(["epoch-00003.ckpt", "epoch-00004.ckpt"], Directory.GetFiles(folder.Path, "epoch*").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.Equal(4, Checkpoint.Load(Path.Combine(folder.Path, "epoch-00004.ckpt")).State.Epoch);
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        var folder = Train(TinyFaces.Recipe("training.epochs=1"), "gone");
        File.Delete(folder.Checkpoint);
        Assert.Contains("last.ckpt is gone", Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe("training.epochs=1"), "gone")).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(root, "letters"));
        File.WriteAllText(Path.Combine(root, "letters", "a.txt"), "a");
        Assert.Contains("holds no run", Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe(), "letters")).Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(root, "letters")));
    }

    [Fact]
    public void A_killed_run_ends_with_the_same_bits()
    {
        var recipe = TinyFaces.Recipe();
        var whole = Train(recipe, "whole");
        var folder = new RunFolder(Path.Combine(root, "killed"));
        var options = Options() with { CheckpointSeconds = 0, OnStep = p => Die(p.Step == 9) };
        using (var trainer = new Trainer(recipe, data, folder, options))
            Assert.Throws<InvalidProgramException>(() => trainer.Run());
        // What a kill in the middle of an epoch's end leaves: a line of an epoch that no checkpoint knows.
        File.AppendAllText(folder.Log, "{\"epoch\":2}\n");
        AssertSameEnd(whole, Train(recipe, "killed"));
        Assert.Equal(3, File.ReadAllLines(folder.Log).Length);
    }

    [Fact]
    public void A_run_that_starts_from_a_models_weights_begins_where_that_ended()
    {
        var first = Train(TinyFaces.Recipe("training.epochs=8"), "first");
        var notices = new List<string>();
        var recipe = TinyFaces.Recipe("training.epochs=1", "schedule.learningRate=0.0001");
        var second = Train(recipe, "second", Options() with { Weights = first.Best, OnNotice = notices.Add });
        Assert.Contains(notices, n => n.Contains("from all", StringComparison.Ordinal));
        Assert.True(FactsOf(second).Choose["fer2013"].Loss < 1.3 * FactsOf(first).Choose["fer2013"].Loss);
    }

    [Fact]
    public void A_network_learns_from_a_teacher_that_sees_what_it_sees()
    {
        var teacher = Train(TinyFaces.Recipe("training.epochs=12"), "teacher");
        var taught = TinyFaces.Recipe("training.epochs=8", $"distillation={{ teachers: ['{teacher.Best}', '{teacher.Best}'], weight: 1, temperature: 2 }}", "augmentation=none");
        Assert.True(FactsOf(Train(taught, "student")).Choose["fer2013"].Accuracy > 0.3);
        Assert.Equal(taught.Resolved, Mien.Learning.Recipes.Recipe.Parse(taught.Resolved, "again").Resolved);
        var other = Assert.Throws<Mien.Neural.ModelFormatException>(() => Train(taught.With("input.mean=0.4"), "other"));
        Assert.Contains("must see what 'input' gives", other.Message, StringComparison.Ordinal);
        Assert.Contains("no such model", Assert.Throws<Mien.Neural.ModelFormatException>(() => Train(taught.With("distillation.teachers=[none.onnx]"), "none")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choosing_on_the_test_set_is_refused()
    {
        var fault = Assert.Throws<ProtocolException>(() => Train(TinyFaces.Recipe("split.choose=[private]"), "refused"));
        Assert.Contains("PrivateTest", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(root, "refused")));
    }

    [Fact]
    public void A_run_that_chose_on_the_test_set_is_marked_for_good()
    {
        var folder = Train(TinyFaces.Recipe("split.choose=[private]"), "marked", Options() with { AllowTestSelection = true });
        Assert.True(FactsOf(folder).TestSelection);
    }

    [Fact]
    public void A_run_that_stands_still_lowers_its_rate_and_ends_and_stays_ended()
    {
        // Nothing is ever better by 1, so that both wait from the second epoch on.
        var recipe = TinyFaces.Recipe(
            "schedule={ name: plateau, learningRate: 0.02, patience: 2, factor: 0.5, minDelta: 1 }", "stopping={ patience: 4, minDelta: 1 }", "training.epochs=20");
        var folder = Train(recipe, "still");
        var log = File.ReadAllLines(folder.Log).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal([0.02, 0.02, 0.02, 0.01, 0.01], log.Select(l => l.GetProperty("learningRate").GetDouble()));
        Assert.InRange(log[^1].GetProperty("trainAccuracy").GetProperty("fer2013").GetDouble(), 0.3, 1);
        var notices = new List<string>();
        Train(recipe, "still", Options() with { OnNotice = notices.Add });
        Assert.Equal(5, File.ReadAllLines(folder.Log).Length);
        Assert.Contains(notices, n => n.StartsWith("ended after epoch 5", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_on_all_rows_but_a_holdout_carries_no_mark()
    {
        var facts = FactsOf(Train(TinyFaces.Recipe("split={ holdout: 0.2, seed: 42, choose: 0.2 }", "training.epochs=1"), "holdout"));
        Assert.False(facts.TestSelection);
        Assert.Contains("a stratified 0.2 of all without a holdout of 0.2 (seed 42)", facts.Selection, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_recipe_does_not_continue_a_run()
    {
        Train(TinyFaces.Recipe(), "other");
        var fault = Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe("seed=4"), "other"));
        Assert.Contains("another recipe", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_rows_to_choose_by_do_not_continue_a_run_whose_checkpoint_names_them()
    {
        var recipe = TinyFaces.Recipe("training.epochs=1");
        var folder = Train(recipe, "chosen");
        var fewer = data.Where(sample => sample.Split != Split.PublicTest || sample.Label != 6);
        var fault = Assert.Throws<CheckpointException>(() => new Trainer(recipe, fewer, folder, Options()));
        Assert.Contains("holds a run of other data", fault.Message, StringComparison.Ordinal);
        var (state, arrays) = Checkpoint.Load(folder.Checkpoint);
        Checkpoint.Save(folder.Checkpoint, state with { Chosen = null }, [.. arrays]);
        new Trainer(recipe, fewer, folder, Options()).Dispose();
    }

    [Fact]
    public void A_run_at_a_constant_rate_goes_on_for_more_epochs_as_if_it_had_been_meant_to()
    {
        string[] still = ["schedule={ name: constant, learningRate: 0.01 }"];
        var whole = Train(TinyFaces.Recipe([.. still, "training.epochs=3"]), "whole");
        Train(TinyFaces.Recipe([.. still, "training.epochs=2"]), "longer");
        var body = Train(TinyFaces.Recipe("training.epochs=1"), "body");
        // What is refused leaves the run as it was.
        Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe([.. still, "training.epochs=5"]), "longer", Options() with { Weights = body.Best }));
        var folder = new RunFolder(Path.Combine(root, "longer"));
        using (var stop = new CancellationTokenSource())
        {
            using var trainer = new Trainer(TinyFaces.Recipe([.. still, "training.epochs=3"]), data, folder, Options() with { OnStep = _ => stop.Cancel() });
            Assert.Throws<OperationCanceledException>(() => trainer.Run(stop.Token));
        }
        // The best of two epochs is the best of up to three, for now.
        Assert.Equal((FactsOf(whole).RecipeDigest, 3), (FactsOf(folder).RecipeDigest, FactsOf(folder).Epochs));
        Assert.Equal((FactsOf(whole).RecipeDigest, 3), (RunMetrics.Read(folder).Training.RecipeDigest, RunMetrics.Read(folder).Training.Epochs));
        var longer = Train(TinyFaces.Recipe([.. still, "training.epochs=3"]), "longer");
        AssertSameEnd(whole, longer);
        Assert.Equal(File.ReadAllText(whole.Recipe), File.ReadAllText(longer.Recipe));
        Assert.Equal(3, File.ReadAllLines(longer.Log).Length);
        Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe([.. still, "training.epochs=2"]), "longer"));
        Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe([.. still, "training.epochs=4", "seed=4"]), "longer"));
    }

    [Fact]
    public void A_run_whose_rate_depends_on_their_number_keeps_its_epochs()
    {
        Train(TinyFaces.Recipe("training.epochs=1"), "cycle");
        var fault = Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe("training.epochs=2"), "cycle"));
        Assert.Contains("another recipe", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_and_keeps_the_checkpoint()
    {
        // Weights grow about tenfold a step and leave the range of f32 soon.
        var recipe = TinyFaces.Recipe("schedule.name=constant", "schedule.learningRate=10", "optimizer.weightDecay=1", "training.epochs=50", "training.ema=none");
        var folder = new RunFolder(Path.Combine(root, "nan"));
        using (var trainer = new Trainer(recipe, data, folder, Options() with { CheckpointSeconds = 0 }))
        {
            var fault = Assert.Throws<ArithmeticException>(() => trainer.Run());
            Assert.Matches("step [0-9]+ .epoch [0-9]+.*first in '(stem|stage|head|fer2013)[a-z0-9._]*'|'(stem|stage|head)[a-z0-9._]+' is no number", fault.Message);
            Assert.EndsWith("the last checkpoint stays.", fault.Message, StringComparison.Ordinal);
        }
        var (state, arrays) = Checkpoint.Load(folder.Checkpoint);
        Assert.True(double.IsFinite(state.LossSum));
        Assert.All(arrays, array => Assert.True(Array.TrueForAll(array.Value, float.IsFinite), array.Key));
    }

    [Fact]
    public void A_run_that_diverges_at_once_names_the_layer_and_says_that_nothing_was_kept()
    {
        var (recipe, weights) = (TinyFaces.Recipe(), Path.Combine(root, "poisoned.safetensors"));
        var network = recipe.Network.Create();
        network.Parameters["head.fer2013.weight"].Values.AsSpan().Fill(3e38f);
        SafetensorsWriter.Write(network, weights);
        var fault = Assert.Throws<ArithmeticException>(() => Train(recipe, "poisoned", Options() with { Weights = weights }));
        Assert.Contains("the loss is no number any more at step 1 (epoch 1), first in 'fer2013'", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("there is no checkpoint yet, so that the run begins anew.", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(root, "poisoned", "last.ckpt")));
    }

    [Fact]
    public void A_checkpoint_with_a_flipped_bit_or_cut_short_is_refused()
    {
        var folder = Train(TinyFaces.Recipe("training.epochs=1"), "damaged");
        var bytes = File.ReadAllBytes(folder.Checkpoint);
        foreach (var broken in new[] { bytes[..(bytes.Length / 2)], Flipped(bytes, bytes.Length / 2), Flipped(bytes, 0), [] })
        {
            File.WriteAllBytes(folder.Checkpoint, broken);
            var fault = Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe("training.epochs=1"), "damaged"));
            Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_checkpoint_of_a_newer_version_is_refused_politely()
    {
        var folder = Train(TinyFaces.Recipe("training.epochs=1"), "newer");
        var bytes = File.ReadAllBytes(folder.Checkpoint);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), 2);
        File.WriteAllBytes(folder.Checkpoint, bytes);
        var fault = Assert.Throws<CheckpointException>(() => Train(TinyFaces.Recipe("training.epochs=1"), "newer"));
        Assert.Equal($"{folder.Checkpoint} is a checkpoint of version 2, and this version of Mien reads up to 1: use a newer Mien.", fault.Message);
        Assert.Equal(bytes, File.ReadAllBytes(folder.Checkpoint));
    }

    [Fact]
    public void Precision_that_the_processor_lacks_falls_back_and_says_so()
    {
        var notices = new List<string>();
        var options = new TrainerOptions { Backend = new Mien.Compute.Managed.ManagedBackend(), OnNotice = notices.Add };
        Train(TinyFaces.Recipe("training.precision=bf16", "training.epochs=1"), "fallback", options);
        Assert.Contains(notices, n => n.Contains("training in f32", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now)
            source.Cancel();
    }

    private static void Die(bool now)
    {
        if (now)
            throw new InvalidProgramException("killed");
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var copy = bytes.ToArray();
        copy[at] ^= 1;
        return copy;
    }

    private static TrainingFacts FactsOf(RunFolder folder) =>
        TrainingFacts.Parse(ModelMetadata.Read(OnnxReader.Read(folder.Best).Metadata, folder.Best).Training)!;

    private static void AssertSameEnd(RunFolder expected, RunFolder actual)
    {
        var (_, left) = Checkpoint.Load(expected.Checkpoint);
        var (_, right) = Checkpoint.Load(actual.Checkpoint);
        Assert.Equal(left.Keys, right.Keys);
        foreach (var (name, values) in left)
            Assert.True(values.AsSpan().SequenceEqual(right[name]), $"{name} differs");
    }

    private static TrainerOptions Options()
    {
        IBackend backend = OneDnnBackend.TryLoad(out var fast, out _) ? fast : new Mien.Compute.Managed.ManagedBackend();
        return new TrainerOptions { Backend = backend };
    }

    private RunFolder Train(Recipe recipe, string name, TrainerOptions? options = null)
    {
        var folder = new RunFolder(Path.Combine(root, name));
        using var trainer = new Trainer(recipe, data, folder, options ?? Options());
        trainer.Run();
        return folder;
    }
}
