using Mien.Compute.Operations;
using Mien.Faces;
using Mien.Faces.YuNet;
using Mien.Imaging;
using Mien.Neural;

namespace Mien.Tests.Faces.YuNet;

public class YuNetDetectorTests
{
    private static readonly Size2 SomeSize = new(64, 96);

    [Fact]
    public void A_face_comes_in_pixels_of_the_picture_with_its_points()
    {
        using var detector = Load();
        var face = Assert.Single(detector.Detect(Picture(200, 120, 48, 32, BrightCells.Side)));
        Assert.Equal("yunet", detector.Name);
        AssertBox(new Box(48, 32, 16, 16), face.Box, 1e-3);
        Assert.InRange(face.Score, 0.99, 1);
        Assert.Equal([49.6, 51.2, 52.8, 54.4, 56], face.Landmarks!.Points.Select(p => Math.Round(p.X, 3)));
        Assert.Equal([33.6, 35.2, 36.8, 38.4, 40], face.Landmarks!.Points.Select(p => Math.Round(p.Y, 3)));
    }

    [Fact]
    public void Grey_pictures_are_searched_too()
    {
        using var detector = Load();
        AssertBox(new Box(48, 32, 16, 16), Assert.Single(detector.Detect(Picture(200, 120, 48, 32, 16).ToGrey())).Box, 1e-3);
    }

    [Theory]
    [InlineData(1280, 640, 64, 320)]
    [InlineData(80, 40, 8, 16)]
    [InlineData(77, 131, 13, 26)]
    public void Larger_and_smaller_pictures_are_searched_at_their_scales(int width, int height, int side, int at)
    {
        using var detector = Load();
        var faces = detector.Detect(Picture(width, height, at, at, side));
        Assert.Contains(faces, face => face.Box.IntersectionOverUnion(new Box(at, at, side, side)) > 0.8);
        Assert.All(faces, face => Assert.InRange(face.Box.CenterX, at - 1, at + side + 1));
    }

    [Fact]
    public void A_small_face_in_a_large_picture_is_found_when_it_is_asked_for()
    {
        var picture = Picture(2560, 1280, 512, 256, 16);
        using var usual = Load();
        using var small = Load(new YuNetDetectorOptions { MinFace = 12 });
        Assert.Empty(usual.Detect(picture));
        AssertBox(new Box(512, 256, 16, 16), Assert.Single(small.Detect(picture)).Box, 1e-3);
        using var large = Load(new YuNetDetectorOptions { MinFace = 20 });
        Assert.Empty(large.Detect(Picture(200, 120, 48, 32, BrightCells.Side)));
    }

    [Fact]
    public void A_file_of_one_size_gets_every_picture_in_that_size()
    {
        using var detector = Load(file: BrightCells.File(SomeSize, free: false));
        AssertBox(new Box(96, 64, 32, 32), Assert.Single(detector.Detect(Picture(192, 128, 96, 64, 32))).Box, 1e-3);
        AssertBox(new Box(16, 16, 8, 8), Assert.Single(detector.Detect(Picture(48, 32, 16, 16, 8))).Box, 1e-3);
    }

    [Fact]
    public void Callers_on_many_threads_get_what_one_gets_and_few_sizes_are_kept()
    {
        using var detector = Load(new YuNetDetectorOptions { Workers = 2 });
        Image[] pictures = [.. Enumerable.Range(0, 24).Select(i => Picture(170 + (32 * (i % 3)), 120 + (32 * (i % 4)), 16 * (i % 7), 16 * (i % 5), 16))];
        var expected = pictures.Select(picture => detector.Detect(picture)).ToArray();
        var actual = new IReadOnlyList<FaceDetection>[pictures.Length];
        Parallel.For(0, pictures.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => actual[i] = detector.Detect(pictures[i]));
        Assert.All(expected, faces => Assert.NotEmpty(faces));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_search_can_be_stopped()
    {
        using var detector = Load();
        Assert.ThrowsAny<OperationCanceledException>(() => detector.Detect(Picture(200, 120, 0, 0, 16), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Files_of_another_form_are_refused_in_one_sentence()
    {
        (Action<Graph> Change, string Expected)[] faults =
        [
            (graph => Rename(graph, "kps_16", "points"), "it has no output 'kps_16'"),
            (graph => { }, "its height and width 70 and 96 are no multiples of 32"),
        ];
        AssertRefused(BrightCells.File(SomeSize, change: faults[0].Change), faults[0].Expected);
        AssertRefused(BrightCells.File(new Size2(70, 96), free: false, faults[1].Change), faults[1].Expected);
        AssertRefused(BrightCells.File(SomeSize)[..2000], "model.onnx");
        AssertRefused([], "model.onnx");
        AssertRefused(File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Neural", "Golden", "small.onnx")), "it takes N×1×48×48");
    }

    [Fact]
    public void All_options_out_of_range_are_told_at_once()
    {
        var options = new YuNetDetectorOptions { ScoreThreshold = 0, NmsThreshold = 2, MinFace = -1, MostPixels = 1, Threads = -1, Workers = 0 };
        var message = Assert.Throws<ArgumentException>(() => Load(options)).Message;
        Assert.All(["least score", "overlap", "smallest face", "most pixels", "threads", "workers"], word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    /// <summary>A dark picture with a bright square.</summary>
    internal static Image Picture(int width, int height, int x, int y, int side)
    {
        var picture = new Image(width, height, 3);
        for (var row = y; row < Math.Min(y + side, height); row++)
            picture.Row(row)[(3 * x)..(3 * Math.Min(x + side, width))].Fill(255);
        return picture;
    }

    private static void Rename(Graph graph, string from, string to)
    {
        graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Relu)), [from], [to]);
        graph.AddOutput(to);
        ((List<string>)graph.Outputs).Remove(from);
    }

    private static void AssertRefused(byte[] file, string expected)
    {
        var message = Assert.Throws<ModelFormatException>(() => Load(file: file)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.StartsWith("model.onnx", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static void AssertBox(Box expected, Box actual, double tolerance)
    {
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
        Assert.Equal(expected.Width, actual.Width, tolerance);
        Assert.Equal(expected.Height, actual.Height, tolerance);
    }

    private static YuNetDetector Load(YuNetDetectorOptions? options = null, byte[]? file = null) =>
        YuNetDetector.Load(new MemoryStream(file ?? BrightCells.File(SomeSize)), "model.onnx", options);
}
