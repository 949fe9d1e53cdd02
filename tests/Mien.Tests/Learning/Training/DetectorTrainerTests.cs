using Mien.Compute;
using Mien.Faces.YuNet;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Detection;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural.Safetensors;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Detection;

namespace Mien.Tests.Learning.Training;

public class DetectorTrainerTests
{
    internal const string Text =
        """
        format: 1
        name: tiny
        detection:
          size: 96
          widths: [8, 12, 16, 16, 16]
          neck: 16
          choose: 0.2
          augmentation: { mosaic: 0.2, smallestFace: 20, rotation: 0, contrast: 0.1, brightness: 0.05, lowLight: 0, blur: 0 }
        optimizer: { name: adamw }
        schedule: { name: one-cycle, learningRate: 0.01 }
        training: { epochs: EPOCHS, batch: 8, precision: f32, threads: 1, ema: 0.9 }
        """;

    [Fact]
    public void A_detector_learns_to_find_made_faces_and_its_file_finds_them()
    {
        using var photos = new MadePhotos(40);
        using var output = new TemporaryFolder();
        var (folder, epochs) = (new RunFolder(output.PathOf("run")), new List<DetectionEpoch>());
        Train(photos, folder, 40, epochs.Add);
        Assert.True(epochs[^1].TrainLoss < epochs[0].TrainLoss / 2, $"{epochs[0].TrainLoss} {epochs[^1].TrainLoss}");
        Assert.True(epochs.Max(epoch => epoch.Choose.AveragePrecision) > 0.6, $"{epochs.Max(epoch => epoch.Choose.AveragePrecision)}");
        using var detector = YuNetDetector.Load(folder.Best, new YuNetDetectorOptions { ScoreThreshold = 0.2 });
        var found = photos.Store().Photos.Count(photo => IsFound(detector, photo));
        Assert.True(found > 20, $"{found} of 40");
    }

    [Fact]
    public void An_interrupted_run_ends_with_the_same_numbers()
    {
        using var photos = new MadePhotos(24);
        using var output = new TemporaryFolder();
        var (whole, halves) = (new RunFolder(output.PathOf("whole")), new RunFolder(output.PathOf("halves")));
        var (straight, continued) = (new List<DetectionEpoch>(), new List<DetectionEpoch>());
        Train(photos, whole, 3, straight.Add);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Train(photos, halves, 3, continued.Add, _ => stop.Cancel(), stop.Token));
        // This one falls into the judging at the end of the second epoch.
        using var late = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Train(photos, halves, 3, continued.Add, p => Cancel(3 * p.Step == 2 * p.Steps, late), late.Token));
        var state = Checkpoint.Load(halves.Checkpoint).State;
        Assert.Equal((1, state.Step), (state.Epoch, 2L * state.Batch));
        Train(photos, halves, 3, continued.Add);
        Assert.Equal(straight[^1].Choose.AveragePrecision, continued[^1].Choose.AveragePrecision);
        Assert.Equal(File.ReadAllBytes(whole.Best), File.ReadAllBytes(halves.Best));
        Assert.Equal(3, File.ReadLines(halves.Log).Count());
    }

    [Fact]
    public void A_run_that_diverges_at_once_names_the_layer_and_says_that_nothing_was_kept()
    {
        using var photos = new MadePhotos(10);
        using var output = new TemporaryFolder();
        var (recipe, weights) = (Recipe.Parse(Text.Replace("EPOCHS", "1", StringComparison.Ordinal), "tiny.yaml"), output.PathOf("poisoned.safetensors"));
        var network = recipe.CreateNetwork();
        network.Parameters["head_8.depthwise.weight"].Values.AsSpan().Fill(3e38f);
        SafetensorsWriter.Write(network, weights);
        var options = new TrainerOptions { Backend = Backends.Create(null, out _), Weights = weights };
        using var trainer = new DetectorTrainer(recipe, photos.Root, new RunFolder(output.PathOf("run")), options);
        var fault = Assert.Throws<ArithmeticException>(() => trainer.Run());
        Assert.Contains("at step 1 (epoch 1), first in 'map_8'", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("there is no checkpoint yet, so that the run begins anew.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_goes_on_with_the_weights_that_it_started_from_and_no_others()
    {
        using var photos = new MadePhotos(10);
        using var output = new TemporaryFolder();
        var (recipe, weights) = (Recipe.Parse(Text.Replace("EPOCHS", "1", StringComparison.Ordinal), "tiny.yaml"), output.PathOf("start.safetensors"));
        SafetensorsWriter.Write(recipe.CreateNetwork(), weights);
        var options = new TrainerOptions { Backend = Backends.Create(null, out _), Weights = weights };
        var (started, random) = (new RunFolder(output.PathOf("started")), new RunFolder(output.PathOf("random")));
        using (var trainer = new DetectorTrainer(recipe, photos.Root, started, options))
            trainer.Run();
        new DetectorTrainer(recipe, photos.Root, started, options).Dispose();
        Train(photos, random, 1, _ => { });
        var fault = Assert.Throws<CheckpointException>(() => new DetectorTrainer(recipe, photos.Root, random, options));
        Assert.Contains("names no weights that it started from", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_no_photo_has_is_refused()
    {
        using var photos = new MadePhotos(8);
        var recipe = Recipe.Parse(Text.Replace("EPOCHS", "1", StringComparison.Ordinal), "tiny.yaml", ["detection.exclude=[odd]"]);
        Assert.Equal(["odd"], recipe.Detection!.Exclude);
        var wrong = recipe.With("detection.exclude=[neither]");
        var fault = Assert.Throws<DataFormatException>(() => DetectionData.Load(photos.Root, wrong.Detection!, 1, 2));
        Assert.Contains("'neither'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("even, odd", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outputs=[]", "unknown")]
    [InlineData("detection.size=100", "multiple of 32")]
    [InlineData("detection.widths=[8, 8]", "five numbers")]
    public void A_recipe_of_a_detector_has_no_other_sections_and_sizes_that_fit(string given, string what)
    {
        var fault = Assert.Throws<RecipeException>(() => Recipe.Parse(Text.Replace("EPOCHS", "1", StringComparison.Ordinal), "tiny.yaml", [given]));
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    private static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now)
            source.Cancel();
    }

    private static bool IsFound(YuNetDetector detector, AnnotatedPhoto photo)
    {
        var (truth, best) = (photo.Faces[0], detector.Detect(new ImageReader().Read(photo.Path)) is [var first, ..] ? first : null);
        return best is not null && best.Box.IntersectionOverUnion(truth.Box) > 0.5 && Math.Abs(best.Landmarks!.LeftEye.X - truth.Landmarks!.LeftEye.X) < 0.2 * truth.Size;
    }

    private static void Train(MadePhotos photos, RunFolder folder, int epochs, Action<DetectionEpoch> onEpoch, Action<TrainingProgress>? onStep = null, CancellationToken cancellation = default)
    {
        var recipe = Recipe.Parse(Text.Replace("EPOCHS", $"{epochs}", StringComparison.Ordinal), "tiny.yaml");
        var options = new TrainerOptions { Backend = Backends.Create(null, out _), OnStep = onStep };
        using var trainer = new DetectorTrainer(recipe, photos.Root, folder, options) { OnEpoch = onEpoch };
        trainer.Run(cancellation);
    }
}
