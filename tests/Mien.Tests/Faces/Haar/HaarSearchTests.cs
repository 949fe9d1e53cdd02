using Mien.Faces.Haar;
using Mien.Imaging;

namespace Mien.Tests.Faces.Haar;

public class HaarSearchTests
{
    public static TheoryData<int> Widths
    {
        get
        {
            var widths = new TheoryData<int>((int)WindowWidth.One);
            if (Vector256Windows.IsSupported)
                widths.Add((int)WindowWidth.Eight);
            if (Vector512Windows.IsSupported)
                widths.Add((int)WindowWidth.Sixteen);
            return widths;
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Each_width_finds_what_a_plain_walk_finds(int width)
    {
        var image = Noise(83, 61);
        var found = Search(SmallCascade.Cascade, image, 1, (WindowWidth)width);
        Assert.NotEmpty(found);
        Assert.Equal(PlainWalk.Windows(SmallCascade.Cascade, image, 1.2), found);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Each_width_gives_OpenCVs_windows_on_drawn_faces(int width)
    {
        foreach (var name in GoldenHaar.Cascades)
            foreach (var (picture, image) in DrawnFaces.Golden)
            {
                var detector = new HaarDetector(GoldenHaar.Cascade(name), new HaarDetectorOptions { MinNeighbors = 0 }, (WindowWidth)width);
                Assert.Equal(GoldenHaar.Drawn(name, picture, "windows"), detector.Detect(image).Select(GoldenHaar.Row).Order(GoldenHaar.RowOrder));
            }
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        var image = Noise(400, 300);
        Assert.Equal(Search(SmallCascade.Cascade, image, 1), Search(SmallCascade.Cascade, image, 5));
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Search(SmallCascade.Cascade, Noise(100, 100), 2, null, source.Token));
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(9, 200)]
    [InlineData(7, 100)]
    [InlineData(1, 1)]
    public void Pictures_no_larger_than_the_window_are_searched_or_left_alone(int width, int height)
    {
        var image = Noise(width, height);
        Assert.Equal(PlainWalk.Windows(SmallCascade.Cascade, image, 1.2), Search(SmallCascade.Cascade, image, 1));
    }

    private static List<PixelRect> Search(HaarCascade cascade, Image image, int threads, WindowWidth? width = null, CancellationToken token = default) =>
        new HaarSearch(cascade, threads, width).Windows(
            image.Pixels, image.Width, PyramidPlan.Levels(image.Width, image.Height, cascade, 1.2, 0, 0), token);

    private static Image Noise(int width, int height)
    {
        var image = new Image(width, height, 1);
        new Random(7).NextBytes(image.Pixels);
        for (var y = 0; y < height / 3; y++)
            image.Row(y).Fill(77);
        return image;
    }
}
