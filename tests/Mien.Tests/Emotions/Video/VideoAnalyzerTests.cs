using Mien.Emotions;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Tracking;
using Mien.Imaging;
using Mien.Imaging.Video;
using Mien.Tests.Imaging.Video;

namespace Mien.Tests.Emotions.Video;

public class VideoAnalyzerTests
{
    private static readonly string Clip = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");

    [FfmpegFact]
    public async Task The_sample_clip_has_one_face_whose_expressions_follow_one_another()
    {
        using var recognizer = EmotionRecognizer.Load();
        var (results, timeline, events) = (new List<FrameResult>(), new PeopleTimeline(), new List<PersonEvent>());
        await foreach (var result in new VideoAnalyzer(recognizer).AnalyzeAsync(Clip))
        {
            results.Add(result);
            events.AddRange(timeline.Add(result));
        }
        events.AddRange(timeline.Finish());
        Assert.Equal(VideoProbe.Read(Clip).Frames, results.Count);
        Assert.Equal(Enumerable.Range(0, results.Count).Select(i => (long)i), results.Select(result => result.Frame));
        Assert.True(results.Count(result => result.Faces is [{ Id: 1 }]) > 0.95 * results.Count);
        var shown = events.Where(happened => happened.Event.Kind == EmotionEventKind.Onset).Select(happened => happened.Event.Label).Distinct();
        Assert.Superset(new HashSet<string> { "happiness", "surprise", "anger", "sadness" }, new HashSet<string>(shown));
        Assert.Equal(1, timeline.Summarize()[1].Shares.Values.Sum(), 6);
    }

    [Fact]
    public async Task Frames_of_ones_own_are_searched_now_and_then_and_faces_followed_between()
    {
        var detector = new MovingFace();
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = detector });
        var results = new List<FrameResult>();
        await foreach (var result in new VideoAnalyzer(recognizer, new VideoAnalyzerOptions { SearchEvery = 4 }).AnalyzeAsync(Frames(22)))
            results.Add(result);
        Assert.Equal(22, results.Count);
        // Frames 0, 4, 8, 12, 16, 20.
        Assert.Equal(6, detector.Searches);
        foreach (var result in results.Take(21))
        {
            var face = Assert.Single(result.Faces);
            Assert.Equal(1, face.Id);
            Assert.Equal(MovingFace.XAt(result.Frame), face.Box.X, 6);
            Assert.Equal(1, face.Smoothed.Values.Sum(), 4);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task Who_takes_turns_with_another_in_one_place_is_not_taken_for_him(int place, int second)
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new MovingFace() });
        // Two places with a face each, or one place where a face turns at once.
        int[] shots = [.. Enumerable.Repeat(1, 32), .. Enumerable.Repeat(2, 30), .. Enumerable.Repeat(1, 31)];
        async IAsyncEnumerable<TimedImage> Film()
        {
            for (var frame = 0; frame < shots.Length; frame++)
            {
                yield return new TimedImage(TimeSpan.FromSeconds(frame / 25.0), Shot(shots[frame] == 1 ? 1 : place, shots[frame]));
                await Task.Yield();
            }
        }
        var results = new List<FrameResult>();
        await foreach (var result in new VideoAnalyzer(recognizer).AnalyzeAsync(Film()))
            results.Add(result);
        // From the first frame of each shot to its last.
        Assert.Equal(shots.Select(shot => shot == 1 ? 1 : second), results.Select(result => Assert.Single(result.Faces).Id));
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(1.0, 32)]
    public async Task A_face_that_grows_faint_is_followed_on(double faintShare, int seen)
    {
        async IAsyncEnumerable<TimedImage> Textured()
        {
            for (var frame = 0; frame < 50; frame++)
            {
                var picture = Shot(1, 1);
                picture.Pixels[0] = (byte)frame;
                yield return new TimedImage(TimeSpan.FromSeconds(frame / 25.0), picture);
                await Task.Yield();
            }
        }
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new FadingFace { FaintFrom = 20 } });
        var results = new List<FrameResult>();
        await foreach (var result in new VideoAnalyzer(recognizer, new VideoAnalyzerOptions { SearchEvery = 1, FaintShare = faintShare }).AnalyzeAsync(Textured()))
            results.Add(result);
        // Where its place still looks like it, a face counts as there for half a second.
        Assert.Equal(Enumerable.Range(0, 50).Select(frame => frame < seen), results.Select(result => result.Faces is [{ Id: 1 }]));
    }

    [Fact]
    public async Task What_is_faint_from_the_first_is_no_face()
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new FadingFace { FaintFrom = 0 } });
        await foreach (var result in new VideoAnalyzer(recognizer).AnalyzeAsync(Frames(20)))
            Assert.Empty(result.Faces);
        Assert.Contains("share of the least score", Assert.Throws<ArgumentException>(() => new VideoAnalyzer(recognizer, new VideoAnalyzerOptions { FaintShare = 0 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 640)]
    [InlineData(40, 1280)]
    public async Task The_smallest_face_is_told_in_pixels_of_the_frame(int? minFace, int searched)
    {
        var detector = new WidthsSeen();
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = detector, MinFaceSize = minFace });
        await foreach (var result in new VideoAnalyzer(recognizer).AnalyzeAsync(Large()))
            Assert.Empty(result.Faces);
        Assert.Equal([searched], detector.Widths);

        static async IAsyncEnumerable<TimedImage> Large()
        {
            await Task.Yield();
            yield return new TimedImage(TimeSpan.Zero, new Image(1280, 720, 1));
        }
    }

    [FfmpegFact]
    public void A_film_that_is_read_ahead_tells_the_same()
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Threads = 2 });
        List<FrameResult> Of(bool readAhead)
        {
            using var reader = VideoReader.Open(Clip, new VideoReaderOptions { To = TimeSpan.FromSeconds(2) });
            return [.. new VideoAnalyzer(recognizer, new VideoAnalyzerOptions { ReadAhead = readAhead }).Analyze(reader)];
        }
        var (ahead, plain) = (Of(true), Of(false));
        Assert.Equal(50, plain.Count);
        Assert.Equal(plain.Select(frame => (frame.Frame, frame.Time)), ahead.Select(frame => (frame.Frame, frame.Time)));
        foreach (var (one, other) in plain.Zip(ahead))
        {
            var (face, same) = (Assert.Single(one.Faces), Assert.Single(other.Faces));
            Assert.Equal(face.Id, same.Id);
            Assert.Equal(face.Box.X, same.Box.X, 0.01);
            Assert.Equal(face.Answer, same.Answer);
        }
    }

    [FfmpegFact]
    public void A_film_can_be_left_while_it_is_searched()
    {
        for (var frames = 1; frames < 12; frames += 5)
        {
            using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Threads = 2 });
            using var reader = VideoReader.Open(Clip);
            Assert.Equal(frames, new VideoAnalyzer(recognizer).Analyze(reader).Take(frames).Count());
        }
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(0.0)]
    public async Task A_face_that_is_missed_now_and_then_holds_nothing_up(double longestGap)
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new MovingFace { Missed = [12, 15, 30, 33, 36, 39, 42, 45, 48] } });
        var options = new VideoAnalyzerOptions { Tracking = new FaceTrackerOptions { LongestGap = TimeSpan.FromSeconds(longestGap) } };
        var given = 0;
        async IAsyncEnumerable<TimedImage> Counted()
        {
            await foreach (var frame in Frames(100))
            {
                given++;
                yield return frame;
            }
        }
        var next = 0L;
        await foreach (var result in new VideoAnalyzer(recognizer, options).AnalyzeAsync(Counted()))
        {
            Assert.Equal(next++, result.Frame);
            // A search every third frame and a lag of four.
            Assert.True(given - 1 - result.Frame <= 7, $"{given} at {result.Frame}");
        }
        Assert.Equal(100, next);
    }

    [FfmpegFact]
    public void Results_carry_their_frames_where_asked()
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new MovingFace() });
        using var kept = VideoReader.Open(Clip, new VideoReaderOptions { To = TimeSpan.FromSeconds(2) });
        using var plain = VideoReader.Open(Clip, new VideoReaderOptions { To = TimeSpan.FromSeconds(2) });
        var frame = new VideoFrame();
        var pictures = new HashSet<Image>(ReferenceEqualityComparer.Instance);
        foreach (var result in new VideoAnalyzer(recognizer, new VideoAnalyzerOptions { KeepPictures = true }).Analyze(kept))
        {
            Assert.True(plain.TryRead(frame));
            Assert.Equal(frame.Time, result.Time);
            Assert.Equal(frame.ToRgb().Pixels, result.Picture!.Pixels);
            pictures.Add(result.Picture);
        }
        Assert.False(plain.TryRead(frame));
        // As many as the delay needs, whatever the length.
        Assert.InRange(pictures.Count, 1, 20);
        Assert.True(frame.Index > 40);
        using var again = VideoReader.Open(Clip, new VideoReaderOptions { To = TimeSpan.FromSeconds(0.2) });
        Assert.All(new VideoAnalyzer(recognizer).Analyze(again), result => Assert.Null(result.Picture));
    }

    [Fact]
    public async Task Nothing_runs_ahead_of_who_takes_the_results_and_cancelling_ends_it()
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new MovingFace() });
        using var stop = new CancellationTokenSource();
        var asked = 0;
        async IAsyncEnumerable<TimedImage> Endless()
        {
            for (var frame = 0; ; frame++)
            {
                asked++;
                yield return new TimedImage(TimeSpan.FromSeconds(frame / 25.0), new Image(200, 120, 1));
                await Task.Yield();
            }
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in new VideoAnalyzer(recognizer).AnalyzeAsync(Endless(), stop.Token))
            {
                // A search and the smoothing lie ahead, no more.
                Assert.True(asked - result.Frame < 20, $"{asked} at {result.Frame}");
                if (result.Frame == 30)
                    await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task Frames_of_unlike_sizes_are_refused()
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new MovingFace() });
        async IAsyncEnumerable<TimedImage> Two()
        {
            yield return new TimedImage(TimeSpan.Zero, new Image(200, 120, 1));
            await Task.Yield();
            yield return new TimedImage(TimeSpan.FromSeconds(1), new Image(100, 120, 1));
        }
        var fault = await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await foreach (var _ in new VideoAnalyzer(recognizer).AnalyzeAsync(Two()))
            {
            }
        });
        Assert.Contains("Frame 1 has 100×120 pixels", fault.Message, StringComparison.Ordinal);
        Assert.Contains("one of 1 to 1000 frames", Assert.Throws<ArgumentException>(() => new VideoAnalyzer(recognizer, new VideoAnalyzerOptions { SearchEvery = -1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_that_do_not_rise_are_refused()
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = new FadingFace { FaintFrom = 0 } });
        async IAsyncEnumerable<TimedImage> Two()
        {
            yield return new TimedImage(TimeSpan.FromSeconds(1), new Image(200, 120, 1));
            await Task.Yield();
            yield return new TimedImage(TimeSpan.FromSeconds(1), new Image(200, 120, 1));
        }
        var fault = await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await foreach (var _ in new VideoAnalyzer(recognizer).AnalyzeAsync(Two()))
            {
            }
        });
        Assert.Contains("frame 1 at 00:00:01 is not after 00:00:01", fault.Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<TimedImage> Frames(int count)
    {
        for (var frame = 0; frame < count; frame++)
        {
            yield return new TimedImage(TimeSpan.FromSeconds(frame / 25.0), Drawn(frame));
            await Task.Yield();
        }
    }

    /// <summary>A frame whose first pixel tells its number.</summary>
    private static Image Drawn(int frame)
    {
        var image = new Image(200, 120, 3);
        image.Pixels[0] = (byte)frame;
        return image;
    }

    /// <summary>A place, and a face where <see cref="MovingFace"/> sees one in a frame of number 10.</summary>
    private static Image Shot(int place, int face)
    {
        static Image Pattern(int seed, int columns, int rows)
        {
            var random = new Random(seed);
            return new Image(columns, rows, 3, [.. Enumerable.Range(0, columns * rows * 3).Select(_ => (byte)random.Next(40, 216))]);
        }
        var (picture, patch) = (Pattern(place, 8, 6).Resize(200, 120), Pattern(100 + face, 6, 6).Resize(50, 60));
        for (var y = 0; y < patch.Height; y++)
            patch.Row(y).CopyTo(picture.Row(30 + y)[(3 * 50)..]);
        picture.Pixels[0] = 10;
        return picture;
    }

    private sealed class WidthsSeen : IFaceDetector
    {
        public List<int> Widths { get; } = [];

        public string Name => "widths";

        public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default)
        {
            Widths.Add(image.Width);
            return [];
        }
    }

    /// <summary>A detector that sees one face, clearly until a frame, then faintly.</summary>
    private sealed class FadingFace : IFaceDetector
    {
        public required int FaintFrom { get; init; }

        public string Name => "fading";

        public double ScoreThreshold => 0.6;

        public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default) => Detect(image, ScoreThreshold, cancellationToken);

        public IReadOnlyList<FaceDetection> Detect(Image image, double scoreThreshold, CancellationToken cancellationToken = default)
        {
            var face = new FaceDetection(new Box(50, 30, 50, 60), image.Pixels[0] < FaintFrom ? 0.9 : 0.4);
            return face.Score >= scoreThreshold ? [face] : [];
        }
    }

    /// <summary>A detector that sees one face, which moves with the frame's number.</summary>
    private sealed class MovingFace : IFaceDetector
    {
        public int Searches { get; private set; }

        /// <summary>Frames in which the face is not found.</summary>
        public IReadOnlyCollection<int> Missed { get; init; } = [];

        public string Name => "made";

        public static double XAt(long frame) => 20 + (3.0 * frame);

        public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default)
        {
            Searches++;
            return Missed.Contains(image.Pixels[0]) ? [] : [new FaceDetection(new Box(XAt(image.Pixels[0]), 30, 50, 60), 0.9)];
        }
    }
}
