using Mien.Faces.YuNet;
using Mien.Imaging;
using Mien.Learning.Detection;

namespace Mien.Tests.Faces.YuNet;

/// <summary>The shipped detector keeps to what is claimed of it.</summary>
public sealed class BuiltInDetectorTests
{
    [Fact]
    public void It_finds_each_portrait_and_no_other_thing_of_the_sheet()
    {
        using var detector = YuNetDetector.LoadBuiltIn();
        var found = detector.Detect(new ImageReader().Read(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.png")));
        Assert.Equal("mien", detector.Name);
        Assert.Equal(8, found.Count);
        Assert.All(found, face => Assert.InRange(face.Landmarks!.LeftEye.X - face.Landmarks.RightEye.X, 0.25 * face.Box.Width, 0.6 * face.Box.Width));
    }

    [Fact]
    public void Its_file_is_the_one_beside_the_recipe_and_says_what_it_was_trained_on()
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "models", "detector.onnx");
        Assert.InRange(new FileInfo(path).Length, 1, 1 << 20);
        using var detector = YuNetDetector.Load(path);
        using var builtIn = YuNetDetector.LoadBuiltIn();
        var picture = new ImageReader().Read(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits", "happiness.png"));
        Assert.Equal(builtIn.Detect(picture), detector.Detect(picture));
        Assert.Contains("\"excluded\":[\"sports\"", File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "models", "detector.metrics.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_finds_fainter_faces_where_asked_and_the_same_clear_ones()
    {
        using var detector = YuNetDetector.LoadBuiltIn();
        var large = new ImageReader().Read(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.png"));
        // Faces of a dozen pixels, some of which it doubts.
        var sheet = large.Resize(large.Width / 16, large.Height / 16);
        var (clear, faint) = (detector.Detect(sheet), detector.Detect(sheet, 0.05));
        Assert.Equal(0.6, detector.ScoreThreshold);
        Assert.Equal(clear, faint.Where(face => face.Score >= 0.6));
        Assert.True(faint.Count > clear.Count);
        Assert.All(faint, face => Assert.InRange(face.Score, 0.05, 1));
        Assert.Empty(detector.Detect(sheet, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => detector.Detect(sheet, 0));
    }

    [Fact]
    public void It_finds_faces_that_fill_the_picture()
    {
        using var detector = YuNetDetector.LoadBuiltIn();
        foreach (var portrait in Portraits())
            Assert.InRange(Assert.Single(detector.Detect(portrait)).Box.Area / (portrait.Width * portrait.Height), 0.3, 1);
    }

    [Fact]
    public void It_finds_the_small_faces_of_a_group_of_twelve_megapixels()
    {
        const int Side = 72;
        var picture = new Image(4000, 3000, 3);
        picture.Pixels.AsSpan().Fill(128);
        Point[] places = [.. from y in Enumerable.Range(0, 3) from x in Enumerable.Range(0, 8) select new Point(300 + (450 * x), 400 + (900 * y))];
        foreach (var (place, portrait) in places.Zip(Portraits().Concat(Portraits()).Concat(Portraits())))
            Paste(portrait.Resize(Side, Side), picture, place);
        using var usual = YuNetDetector.LoadBuiltIn();
        using var thorough = YuNetDetector.LoadBuiltIn(new YuNetDetectorOptions { MinFace = 20 });
        var found = thorough.Detect(picture);
        Assert.True(usual.Detect(picture).Count < found.Count);
        Assert.Equal(places.Length, found.Count);
        Assert.All(found, face => Assert.InRange(Math.Sqrt(face.Box.Area), 50, 90));
        Assert.All(places, place => Assert.Contains(found, face => Math.Abs(face.Box.CenterX - place.X - (Side / 2)) < 10 && Math.Abs(face.Box.CenterY - place.Y - (Side / 2)) < 10));
    }

    [DataFact("faces/val.jsonl")]
    public void It_agrees_with_the_marked_photos()
    {
        using var detector = YuNetDetector.LoadBuiltIn(new YuNetDetectorOptions { ScoreThreshold = 0.02 });
        var figures = DetectionEvaluator.Evaluate(detector, AnnotationReader.Read(SharedData.PathOf("faces/val.jsonl")));
        Assert.InRange(figures.AveragePrecision, 0.95, 1);
        Assert.InRange(figures.LargeRecall, 0.98, 1);
        Assert.InRange(figures.LandmarkError, 0, 0.05);
        Assert.InRange(figures.Recall, 0.92, 1);
        Assert.InRange(figures.FalsePerPhoto, 0, 0.06);
    }

    [DataFact("photos/photos.jsonl")]
    public void It_finds_all_faces_of_forty_pixels_in_the_test_photos_and_none_where_there_is_none()
    {
        using var detector = YuNetDetector.LoadBuiltIn();
        var others = 0;
        foreach (var photo in AnnotationReader.Read(SharedData.PathOf("photos/photos.jsonl")))
        {
            var found = detector.Detect(new ImageReader().Read(photo.Path));
            var faces = photo.Faces.Where(face => !face.IsIgnored).ToList();
            Assert.All(faces.Where(face => face.Size >= 40), face => Assert.Contains(found, box => box.Box.IntersectionOverUnion(face.Box) >= 0.5));
            if (faces.Count == 0)
                Assert.Empty(found);
            others += found.Count(box => !faces.Exists(face => face.Box.IntersectionOverUnion(box.Box) >= 0.5));
        }
        // The back of a chair.
        Assert.InRange(others, 0, 1);
    }

    private static IEnumerable<Image> Portraits() =>
        Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits"), "*.png").Order(StringComparer.Ordinal).Select(path => new ImageReader().Read(path));

    private static void Paste(Image grey, Image picture, Point place)
    {
        for (var y = 0; y < grey.Height; y++)
        {
            var row = picture.Row(place.Y + y)[(3 * place.X)..];
            for (var x = 0; x < grey.Width; x++)
                row.Slice(3 * x, 3).Fill(grey.Row(y)[x * grey.Channels]);
        }
    }

    private readonly record struct Point(int X, int Y);
}
