using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Imaging;

namespace Mien.Tests.Faces.Haar;

public class HaarDetectorTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("alt")]
    [InlineData("alt2")]
    [InlineData("alt_tree")]
    public void Drawn_faces_get_OpenCVs_boxes_and_neighbours(string cascade)
    {
        var detector = HaarDetector.Load(GoldenHaar.File(cascade), new HaarDetectorOptions { Retry = false, Threads = 2 });
        foreach (var (name, image) in DrawnFaces.Golden)
            Assert.Equal(GoldenHaar.Drawn(cascade, name, "faces"), detector.Detect(image).Select(GoldenHaar.Row).Order(GoldenHaar.RowOrder));
    }

    [DataFact("photos/photos.jsonl")]
    public void On_photos_nearly_all_boxes_are_OpenCVs()
    {
        var detector = HaarDetector.Load(GoldenHaar.File("default"), new HaarDetectorOptions { Retry = false, Threads = 2 });
        var (ours, theirs, oursMatched, theirsMatched) = (0, 0, 0, 0);
        foreach (var (name, rows) in GoldenHaar.Photos("default"))
        {
            var found = detector.Detect(new ImageReader().Read(SharedData.PathOf(Path.Combine("photos", name)))).Select(face => face.Box).ToArray();
            var expected = rows.Select(row => new Box(row[0], row[1], row[2], row[3])).ToArray();
            (ours, theirs) = (ours + found.Length, theirs + expected.Length);
            oursMatched += found.Count(box => expected.Any(other => box.IntersectionOverUnion(other) >= 0.7));
            theirsMatched += expected.Count(box => found.Any(other => box.IntersectionOverUnion(other) >= 0.7));
        }
        Assert.True(oursMatched >= 0.95 * ours, $"{oursMatched} of our {ours} boxes are OpenCV's");
        Assert.True(theirsMatched >= 0.95 * theirs, $"{theirsMatched} of OpenCV's {theirs} boxes are ours");
    }

    [Fact]
    public void Faces_come_best_first_with_scores_between_0_and_1()
    {
        var faces = Load().Detect(DrawnFaces.Golden["drawn-320x240"]);
        Assert.Equal(2, faces.Count);
        Assert.Equal(faces.OrderByDescending(face => face.Score), faces);
        Assert.All(faces, face => Assert.InRange(face.Score, 0.2, 0.99));
        Assert.All(faces, face => Assert.Null(face.Landmarks));
    }

    [Fact]
    public void Size_limits_leave_the_other_face_out()
    {
        var image = DrawnFaces.Golden["drawn-320x240"];
        Assert.Equal(145, Assert.Single(Load(new HaarDetectorOptions { MinSize = 120 }).Detect(image)).Box.Width, 5.0);
        Assert.Equal(88, Assert.Single(Load(new HaarDetectorOptions { MaxSize = 100 }).Detect(image)).Box.Width, 5.0);
    }

    [Fact]
    public void A_face_that_fills_the_picture_is_found_by_the_retry_in_original_pixels()
    {
        var image = DrawnFaces.Draw(100, 100, (50, 52, 5));
        Assert.Empty(Load().Detect(image));
        var box = Assert.Single(Load(new HaarDetectorOptions()).Detect(image)).Box;
        Assert.True(box.IntersectionOverUnion(new Box(0, 0, 100, 100)) > 0.45, $"{box}");
        Assert.InRange(box.CenterX, 45, 55);
    }

    [Fact]
    public void A_long_strip_is_not_searched_again_with_a_border_many_times_its_size()
    {
        Assert.Empty(Load(new HaarDetectorOptions()).Detect(new Image(60_000, 30, 1)));
        Assert.False(BorderedPicture.Fits(new Image(60_000, 30, 1)));
        Assert.True(BorderedPicture.Fits(new Image(10_000, 9_000, 1)));
    }

    [DataFact("wild/labels.csv"), Trait("Category", "Slow")]
    public void With_the_retry_a_face_is_found_in_88_of_100_head_crops()
    {
        var (first, retried, all) = (0, 0, 0);
        var (once, again) = (Load(new HaarDetectorOptions { Retry = false, Threads = 2 }), Load(new HaarDetectorOptions { Threads = 2 }));
        foreach (var file in Directory.EnumerateFiles(SharedData.PathOf("wild/images")))
        {
            var image = new ImageReader().Read(file);
            all++;
            first += once.Detect(image).Count > 0 ? 1 : 0;
            retried += again.Detect(image).Count > 0 ? 1 : 0;
        }
        Assert.Equal(790, all);
        Assert.InRange(first / (double)all, 0.67, 0.70);
        Assert.True(retried >= 0.88 * all, $"{retried} of {all}");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("/no/such.xml", Assert.Throws<FileNotFoundException>(() => HaarDetector.Load("/no/such.xml")).Message, StringComparison.Ordinal);

    [Fact]
    public void All_options_out_of_range_are_told_at_once()
    {
        var options = new HaarDetectorOptions { ScaleFactor = 1, MinNeighbors = -1, MinSize = -2, MaxSize = -3, Threads = 0 };
        var message = Assert.Throws<ArgumentException>(() => Load(options)).Message;
        Assert.All(["scale factor", "neighbours", "minimum size", "maximum size", "threads"], word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private static HaarDetector Load(HaarDetectorOptions? options = null) => HaarDetector.Load(null, options ?? new HaarDetectorOptions { Retry = false });
}
