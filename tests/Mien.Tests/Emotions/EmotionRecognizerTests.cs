using Mien.Compute.Operations;
using Mien.Emotions;
using Mien.Faces;
using Mien.Faces.Quality;
using Mien.Imaging;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Tests.Faces;
using Mien.Tests.Faces.YuNet;
using Mien.Tests.Imaging;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Emotions;

public sealed class EmotionRecognizerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string model;

    public EmotionRecognizerTests()
    {
        model = folder.PathOf("model.onnx");
        OnnxWriter.Write(StandInModel.Small(), model);
    }

    private static Image TwoFaces => DrawnFaces.Golden["drawn-320x240"];

    [Fact]
    public void Faces_are_found_and_told()
    {
        using var recognizer = Load();
        var picture = recognizer.Analyze(TwoFaces);
        Assert.Equal((320, 240, "haar"), (picture.Width, picture.Height, picture.Detector));
        Assert.NotEmpty(picture);
        foreach (var face in picture)
        {
            Assert.Equal(1, face.Probabilities.Values.Sum(), 1e-5);
            Assert.Equal(face.Probabilities.Values.Max(), face.Confidence);
            Assert.Equal(face.Confidence, face.Probabilities[face.Emotion!.Value], 1e-9);
            Assert.Equal(EmotionNames.NameOf(face.Emotion.Value), face.Label);
            Assert.InRange(face.Valence!.Value, -0.64, 0.81);
            Assert.InRange(face.Arousal!.Value, -0.27, 0.67);
            Assert.Null(face.Landmarks);
        }
    }

    [Fact]
    public void Paths_streams_bytes_and_pixels_tell_the_same()
    {
        using var recognizer = Load();
        var path = folder.PathOf("faces.png");
        ImageWriter.Write(TwoFaces, path);
        var expected = Text(recognizer.Analyze(TwoFaces));
        Assert.Equal(expected, Text(recognizer.Analyze(path)));
        Assert.Equal(expected, Text(recognizer.Analyze(File.ReadAllBytes(path).AsMemory())));
        using var stream = File.OpenRead(path);
        Assert.Equal(expected, Text(recognizer.Analyze(stream)));
        Assert.Equal(path, recognizer.Analyze(path).Source);
    }

    [Fact]
    public void A_small_picture_is_one_face_and_needs_no_cascade()
    {
        using var recognizer = Load(new EmotionRecognizerOptions { CascadePath = "/nowhere.xml" });
        var face = Assert.Single(recognizer.Analyze(TestPictures.Noise(48, 48, 1, 1)));
        Assert.Equal((new Box(0, 0, 48, 48), 1.0), (face.Box, face.Score));
        Assert.Equal("none", recognizer.Analyze(TestPictures.Noise(64, 20, 3, 1)).Detector);
        Assert.Throws<FileNotFoundException>(() => recognizer.Analyze(TestPictures.Noise(65, 20, 3, 1)));
        using var whole = Load(new EmotionRecognizerOptions { CascadePath = "/nowhere.xml", WholePicture = true });
        Assert.Single(whole.Analyze(TestPictures.Noise(400, 300, 3, 1)));
    }

    [Fact]
    public void A_picture_of_the_models_size_reaches_it_pixel_for_pixel()
    {
        using var recognizer = Load();
        var image = TestPictures.Noise(48, 48, 1, 5);
        var inputs = Array.ConvertAll(image.Pixels, pixel => (pixel / 255f - 0.508f) / 0.255f);
        var expected = recognizer.Model.Predict(inputs, 1)[0];
        var actual = recognizer.Analyze(image)[0].Probabilities;
        for (var i = 0; i < 8; i++)
            Assert.Equal(expected.Values[i], actual.Values[i], 1e-4);
    }

    [Fact]
    public void Models_of_colour_get_colour()
    {
        OnnxWriter.Write(StandInModel.Small(channels: 3), model);
        using var recognizer = Load();
        var red = new Image(48, 48, 3);
        for (var i = 0; i < red.Pixels.Length; i += 3)
            red.Pixels[i] = 255;
        var inputs = new float[3 * 48 * 48];
        Array.Fill(inputs, (1 - 0.508f) / 0.255f, 0, 48 * 48);
        Array.Fill(inputs, -0.508f / 0.255f, 48 * 48, 2 * 48 * 48);
        var (expected, actual) = (recognizer.Model.Predict(inputs, 1)[0], recognizer.Analyze(red)[0].Probabilities);
        for (var i = 0; i < 8; i++)
            Assert.Equal(expected.Values[i], actual.Values[i], 1e-4);
    }

    [Fact]
    public void Many_files_come_in_order_and_faults_are_results()
    {
        List<string> paths = [];
        for (var i = 0; i < 100; i++)
        {
            paths.Add(folder.PathOf($"{i:D3}.png"));
            if (i % 10 == 3)
                File.WriteAllText(paths[i], "no picture");
            else if (i % 10 != 4)
                ImageWriter.Write(i % 10 == 5 ? TwoFaces : TestPictures.Noise(20 + i, 40, 1, i), paths[i]);
        }
        using var recognizer = Load(new EmotionRecognizerOptions { UseHaar = true, WholeUpTo = 200, Threads = 3 });
        var results = recognizer.AnalyzeMany(paths).ToList();
        Assert.Equal(paths, results.Select(result => result.Source));
        for (var i = 0; i < 100; i++)
        {
            if (i % 10 == 3)
                Assert.IsType<ImageFormatException>(results[i].Fault);
            else if (i % 10 == 4)
                Assert.IsType<FileNotFoundException>(results[i].Fault);
            else
                AssertSame(recognizer.Analyze(paths[i]), results[i].Picture!);
        }
    }

    [Fact]
    public void A_picture_that_the_model_has_no_number_for_is_a_fault_of_its_own()
    {
        OnnxWriter.Write(StandInModel.Overflowing(), model);
        var (black, white) = (new Image(48, 48, 1), new Image(48, 48, 1));
        white.Pixels.AsSpan().Fill(255);
        string[] paths = [folder.PathOf("a.png"), folder.PathOf("b.png"), folder.PathOf("c.png")];
        foreach (var (path, picture) in paths.Zip([black, white, black]))
            ImageWriter.Write(picture, path);
        using var recognizer = Load(new EmotionRecognizerOptions());
        var results = recognizer.AnalyzeMany(paths).ToList();
        Assert.Equal([1, null, 1], results.Select(result => result.Picture?.Count));
        Assert.IsType<NotFiniteNumberException>(results[1].Fault);
    }

    [Fact]
    public void Many_files_can_be_left_early_and_cancelled()
    {
        var path = folder.PathOf("one.png");
        ImageWriter.Write(TestPictures.Noise(48, 48, 1, 1), path);
        using var recognizer = Load();
        var asked = 0;
        Assert.Equal(3, recognizer.AnalyzeMany(Endless()).Take(3).Count());
        Assert.InRange(asked, 3, 200);
        using var source = new CancellationTokenSource();
        var seen = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in recognizer.AnalyzeMany(Endless(), source.Token))
            {
                if (++seen == 5)
                    source.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => recognizer.Analyze(TwoFaces, source.Token));

        IEnumerable<string> Endless()
        {
            while (true)
            {
                asked++;
                yield return path;
            }
        }
    }

    [Fact]
    public void A_missing_cascade_ends_many_files_at_once()
    {
        var path = folder.PathOf("faces.png");
        ImageWriter.Write(TwoFaces, path);
        using var recognizer = Load(new EmotionRecognizerOptions { CascadePath = folder.PathOf("none.xml") });
        Assert.Contains("none.xml", Assert.Throws<FileNotFoundException>(() => recognizer.AnalyzeMany([path, path]).ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_threads_may_ask_at_once()
    {
        using var recognizer = Load();
        var images = Enumerable.Range(0, 8).Select(i => TestPictures.Noise(48, 48, 1, i)).ToArray();
        var expected = images.Select(image => Text(recognizer.Analyze(image))).ToArray();
        var told = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => Text(recognizer.Analyze(images[i % 8])))));
        for (var i = 0; i < told.Length; i++)
            Assert.Equal(expected[i % 8], told[i]);
    }

    [Fact]
    public void A_detector_of_the_caller_is_used()
    {
        using var recognizer = Load(new EmotionRecognizerOptions { Detector = new CornerDetector() });
        var picture = recognizer.Analyze(TestPictures.Noise(200, 100, 3, 1));
        Assert.Equal("corner", picture.Detector);
        Assert.Equal(new Box(-10, -10, 60, 60), Assert.Single(picture).Box);
    }

    [Fact]
    public void A_detector_file_is_loaded_and_tells_the_same_of_many_files_as_of_one()
    {
        var (detector, path) = (folder.PathOf("bright.onnx"), folder.PathOf("bright.png"));
        File.WriteAllBytes(detector, BrightCells.File(new Size2(64, 64)));
        ImageWriter.Write(YuNetDetectorTests.Picture(200, 120, 48, 32, BrightCells.Side), path);
        using var recognizer = Load(new EmotionRecognizerOptions { DetectorPath = detector, Threads = 2 });
        var picture = recognizer.Analyze(path);
        Assert.Equal("yunet", picture.Detector);
        Assert.Equal(48, Assert.Single(picture).Box.X, 1e-3);
        Assert.NotNull(picture[0].Landmarks);
        Assert.All(recognizer.AnalyzeMany([path, path, path]), other => Assert.Equal(Text(picture), Text(other.Picture!)));
        Assert.Throws<ArgumentException>(() => Load(new EmotionRecognizerOptions { DetectorPath = detector, CascadePath = detector }));
        Assert.Throws<ArgumentException>(() => Load(new EmotionRecognizerOptions { DetectorPath = detector, UseHaar = true }));
    }

    [Fact]
    public void Options_out_of_range_are_named_all_at_once()
    {
        var fault = Assert.Throws<ArgumentException>(() => EmotionRecognizer.Load(new EmotionRecognizerOptions { Threads = -1, MinFaceSize = -2, WholeUpTo = -3 }));
        Assert.Contains("-1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("-2", fault.Message, StringComparison.Ordinal);
        Assert.Contains("-3", fault.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => EmotionRecognizer.Load(new EmotionRecognizerOptions { ModelPath = folder.PathOf("no.onnx") }));
    }

    [Fact]
    public void Without_a_built_in_model_one_line_says_so()
    {
        if (typeof(EmotionRecognizer).Assembly.GetManifestResourceNames().Length > 0)
        {
            using var recognizer = EmotionRecognizer.Load();
            Assert.Single(recognizer.Analyze(TestPictures.Noise(48, 48, 1, 1)));
            return;
        }
        Assert.Contains("no built-in model", Assert.Throws<ModelFormatException>(() => EmotionRecognizer.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_built_in_detector_finds_portraits_and_their_points()
    {
        using var recognizer = Load(new EmotionRecognizerOptions());
        var picture = recognizer.Analyze(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.png"));
        Assert.Equal(("mien", 8), (picture.Detector, picture.Count));
        Assert.All(picture, face => Assert.InRange(face.Landmarks!.LeftEye.X - face.Landmarks.RightEye.X, 0.25 * face.Box.Width, 0.6 * face.Box.Width));
    }

    [Theory]
    [InlineData(0.39, null, true)]
    [InlineData(0.41, null, false)]
    [InlineData(0.5, 0.501, true)]
    [InlineData(0.5, 0.499, false)]
    [InlineData(0.2, 0.0, false)]
    public void Below_the_least_confidence_the_answer_is_uncertain(double confidence, double? least, bool expected)
    {
        OnnxWriter.Write(StandInModel.Happy(confidence), model);
        var usual = new EmotionRecognizerOptions();
        using var recognizer = Load(least is { } given ? usual with { LeastConfidence = given } : usual);
        var face = Assert.Single(recognizer.Analyze(TestPictures.Noise(48, 48, 1, 1)));
        Assert.Equal(confidence, face.Confidence, 1e-3);
        Assert.Equal((expected, expected ? "uncertain" : "happiness", "happiness"), (face.IsUncertain, face.Answer, face.Label));
        Assert.Equal(expected ? "unsure" : "", string.Join(' ', face.Doubts));
    }

    [Fact]
    public void A_face_that_cannot_be_seen_is_uncertain_however_sure_the_model_is()
    {
        OnnxWriter.Write(StandInModel.Happy(0.9), model);
        var black = new Image(48, 48, 1);
        using var recognizer = Load(new EmotionRecognizerOptions());
        var face = Assert.Single(recognizer.Analyze(black));
        Assert.Equal(("uncertain", "blurred dark flat"), (face.Answer, string.Join(' ', face.Doubts)));
        using var anyway = Load(new EmotionRecognizerOptions { Quality = FaceQualityLimits.None });
        Assert.Equal("happiness", Assert.Single(anyway.Analyze(black)).Answer);
    }

    [Theory]
    [InlineData(0.69, 0.7, null, true)]
    [InlineData(0.7, 0.7, null, false)]
    [InlineData(0.1, 0, null, false)]
    [InlineData(0.69, 0.7, 0.5, false)]
    [InlineData(0.75, 0.7, 0.8, true)]
    public void What_its_detector_is_in_doubt_of_may_be_no_face(double score, double doubtful, double? asked, bool expected)
    {
        using var recognizer = Load(new EmotionRecognizerOptions { Detector = new CornerDetector(score, doubtful), Quality = new FaceQualityLimits { Score = asked } });
        Assert.Equal(expected, recognizer.Analyze(TwoFaces)[0].Doubts.Contains("doubtful"));
    }

    [Fact]
    public void Each_detector_has_its_own_score_of_doubt_and_an_answer_at_any_price_has_none()
    {
        double? Of(EmotionRecognizerOptions options)
        {
            using var recognizer = Load(options);
            return recognizer.Options.Quality!.Score;
        }
        Assert.Equal([0.7, 0.5, 0], new[] { Of(new()), Of(new() { UseHaar = true }), Of(new() { Quality = FaceQualityLimits.None }) });
    }

    [Fact]
    public void A_fingerprint_follows_files_and_settings_but_not_threads()
    {
        var options = new EmotionRecognizerOptions { Threads = 1 };
        var copy = folder.PathOf("copy.onnx");
        File.Copy(model, copy);
        string Of(EmotionRecognizerOptions of, string file)
        {
            using var recognizer = EmotionRecognizer.Load(of with { ModelPath = file });
            return recognizer.Fingerprint;
        }
        var expected = Of(options, model);
        Assert.Matches("^[0-9a-f]{16}$", expected);
        Assert.Equal(expected, Of(options with { Threads = 2 }, copy));
        EmotionRecognizerOptions[] others =
        [
            options with { UseHaar = true }, options with { CropScale = 0.8 }, options with { MinFaceSize = 30 }, options with { Quality = FaceQualityLimits.None },
            options with { Detector = new CornerDetector() }, options with { Output = "mean" },
        ];
        Assert.Equal(others.Length + 1, others.Select(other => Of(other, model)).Append(expected).Distinct().Count());
        OnnxWriter.Write(StandInModel.Small(channels: 3), copy);
        Assert.NotEqual(expected, Of(options, copy));
    }

    [DataFact("photos/photos.jsonl")]
    public void Photos_of_groups_give_each_face_and_those_without_none()
    {
        using var recognizer = Load(new EmotionRecognizerOptions());
        Assert.Equal(4, recognizer.Analyze(SharedData.PathOf("photos/family_four.jpg")).Count);
        foreach (var name in new[] { "none_room.jpg", "none_cat.png", "none_street.webp" })
            Assert.Empty(recognizer.Analyze(SharedData.PathOf($"photos/{name}")));
    }

    public void Dispose() => folder.Dispose();

    private static void AssertSame(AnalyzedPicture expected, AnalyzedPicture actual)
    {
        Assert.Equal(expected.Select(face => face.Box), actual.Select(face => face.Box));
        Assert.Equal((expected.Width, expected.Height, expected.Detector), (actual.Width, actual.Height, actual.Detector));
        for (var f = 0; f < expected.Count; f++)
        {
            for (var i = 0; i < 8; i++)
                Assert.Equal(expected[f].Probabilities.Values[i], actual[f].Probabilities.Values[i], 1e-4);
        }
    }

    private static string Text(AnalyzedPicture picture) =>
        string.Join(';', picture.Select(face => FormattableString.Invariant($"{face.Box} {face.Score} {string.Join(',', face.Probabilities.Values)}")));

    private EmotionRecognizer Load(EmotionRecognizerOptions? options = null) =>
        EmotionRecognizer.Load((options ?? new EmotionRecognizerOptions { UseHaar = true }) with { ModelPath = model });

    private sealed class CornerDetector(double score = 0.5, double doubtful = 0) : IFaceDetector
    {
        public string Name => "corner";

        public double DoubtfulScore => doubtful;

        public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default) => [new(new Box(-10, -10, 60, 60), score)];
    }
}
