using Mien.Faces.Haar;

namespace Mien.Tests.Faces.Haar;

public class RectangleGroupingTests
{
    [Fact]
    public void Windows_around_one_place_become_their_mean()
    {
        var windows = new[] { new PixelRect(10, 10, 50, 50), new PixelRect(12, 10, 50, 50), new PixelRect(14, 13, 50, 50), new PixelRect(14, 13, 54, 54) };
        Assert.Equal([(new PixelRect(12, 12, 51, 51), 4)], RectangleGrouping.Group(windows, 3));
    }

    [Fact]
    public void A_group_needs_more_windows_than_the_minimum() =>
        Assert.Empty(RectangleGrouping.Group([.. Enumerable.Repeat(new PixelRect(10, 10, 50, 50), 3)], 3));

    [Fact]
    public void Similar_windows_join_through_others_between_them()
    {
        var windows = Enumerable.Range(0, 6).Select(i => new PixelRect(i * 8, 0, 50, 50)).ToArray();
        Assert.Equal([(new PixelRect(20, 0, 50, 50), 6)], RectangleGrouping.Group(windows, 3));
    }

    [Fact]
    public void A_weaker_group_inside_a_stronger_one_is_dropped()
    {
        var outer = Enumerable.Repeat(new PixelRect(0, 0, 100, 100), 9);
        var inner = Enumerable.Repeat(new PixelRect(30, 30, 40, 40), 5);
        Assert.Equal([(new PixelRect(0, 0, 100, 100), 9)], RectangleGrouping.Group([.. inner, .. outer], 3));
        Assert.Equal(2, RectangleGrouping.Group([.. inner, .. outer.Take(5)], 3).Count);
    }

    [Fact]
    public void Without_a_minimum_every_window_stays() =>
        Assert.Equal(3, RectangleGrouping.Group([.. Enumerable.Repeat(new PixelRect(1, 2, 3, 4), 3)], 0).Count);
}
