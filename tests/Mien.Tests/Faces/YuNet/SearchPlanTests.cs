using Mien.Compute.Operations;
using Mien.Faces.YuNet;

namespace Mien.Tests.Faces.YuNet;

public class SearchPlanTests
{
    private const int Usual = 1 << 22;

    [Theory]
    [InlineData(640, 480, 0, "640×480 in 640×480, 160×120 in 160×128")]
    [InlineData(480, 640, 0, "480×640 in 480×640, 120×160 in 128×160")]
    [InlineData(500, 333, 0, "500×333 in 512×352, 160×107 in 160×128")]
    [InlineData(200, 100, 0, "200×100 in 224×128")]
    [InlineData(40, 30, 0, "160×120 in 160×128")]
    [InlineData(1280, 720, 0, "1280×720 in 1280×768, 320×180 in 320×192, 160×90 in 160×96")]
    [InlineData(1280, 720, 24, "640×360 in 640×384, 160×90 in 160×96")]
    [InlineData(4000, 3000, 0, "1280×960 in 1280×960, 320×240 in 320×256, 160×120 in 160×128")]
    [InlineData(4000, 3000, 24, "2016×1512 in 2048×1536, 504×378 in 512×384, 160×120 in 160×128")]
    [InlineData(4000, 3000, 1, "2240×1680 in 2240×1728, 560×420 in 576×448, 160×120 in 160×128")]
    [InlineData(300, 200, 6, "600×400 in 608×416, 160×107 in 160×128")]
    [InlineData(300, 200, 250, "160×107 in 160×128")]
    [InlineData(1, 1, 0, "160×160 in 160×160")]
    [InlineData(100000, 1, 0, "1280×1 in 1280×32, 320×1 in 320×32, 160×1 in 160×32")]
    public void Scales_follow_from_the_picture_and_the_smallest_face(int width, int height, int minFace, string expected) =>
        Assert.Equal(expected, Text(SearchPlan.For(width, height, minFace, Usual, null)));

    [Theory]
    [InlineData(1280, 720, "640×360 in 640×640, 160×90 in 640×640")]
    [InlineData(300, 600, "300×600 in 640×640, 80×160 in 640×640")]
    [InlineData(50, 40, "160×128 in 640×640")]
    public void A_fixed_size_is_the_only_canvas(int width, int height, string expected) =>
        Assert.Equal(expected, Text(SearchPlan.For(width, height, 0, Usual, new Size2(640, 640))));

    [Theory]
    [InlineData(12_000, 9_000)]
    [InlineData(30_000, 200)]
    [InlineData(700, 8_000)]
    public void Work_stays_within_its_bound(int width, int height)
    {
        foreach (var most in new[] { 1 << 18, 1 << 20, Usual })
        {
            var scales = SearchPlan.For(width, height, 1, most, null);
            Assert.True(scales.Sum(s => (long)s.Canvas.Height * s.Canvas.Width) <= most, Text(scales));
            Assert.All(scales, s => Assert.True(s.Width <= s.Canvas.Width && s.Height <= s.Canvas.Height && s.Canvas.Height % 32 == 0 && s.Canvas.Width % 32 == 0));
        }
    }

    [Fact]
    public void Large_faces_are_left_to_the_coarsest_scale()
    {
        var scales = SearchPlan.For(1280, 960, 0, Usual, null);
        Assert.Equal([SearchPlan.LargestFace, SearchPlan.LargestFace, double.PositiveInfinity], scales.Select(s => s.LargestFace));
        Assert.All(SearchPlan.For(1280, 960, 0, Usual, new Size2(320, 320)), s => Assert.Equal(double.PositiveInfinity, s.LargestFace));
    }

    private static string Text(IEnumerable<SearchScale> scales) =>
        string.Join(", ", scales.Select(s => $"{s.Width}×{s.Height} in {s.Canvas.Width}×{s.Canvas.Height}"));
}
