using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class DrawingTests
{
    private static readonly Colour Amber = new(255, 190, 0);

    [Fact]
    public void An_opaque_fill_colours_its_rectangle_and_nothing_else()
    {
        var picture = new Image(6, 5, 3);
        new Drawing(picture).Fill(4, -1, 10, 3, Amber);
        for (var y = 0; y < 5; y++)
        {
            for (var x = 0; x < 6; x++)
                Assert.Equal(x >= 4 && y < 2 ? [255, 190, 0] : new byte[3], picture.Row(y).Slice(x * 3, 3).ToArray());
        }
    }

    [Fact]
    public void Opacity_mixes_and_grey_takes_the_luma()
    {
        var grey = new Image(1, 1, 1, [100]);
        new Drawing(grey).Fill(0, 0, 1, 1, Colour.White, 0.5);
        Assert.InRange(grey.Pixels[0], 177, 178);
        new Drawing(grey).Fill(0, 0, 1, 1, new Colour(255, 0, 0));
        Assert.Equal(76, grey.Pixels[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Drawing(grey).Fill(0, 0, 1, 1, Amber, double.NaN));
    }

    [Fact]
    public void An_outline_is_as_thick_as_asked_and_leaves_its_inside()
    {
        var picture = new Image(12, 10, 1);
        new Drawing(picture).Outline(1, 1, 10, 8, Colour.White, 2);
        for (var y = 0; y < 10; y++)
        {
            for (var x = 0; x < 12; x++)
            {
                var (outer, inner) = (x is >= 1 and <= 10 && y is >= 1 and <= 8, x is >= 3 and <= 8 && y is >= 3 and <= 6);
                Assert.Equal(outer && !inner ? 255 : 0, picture.Row(y)[x]);
            }
        }
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.3, 3)]
    [InlineData(7, 10)]
    [InlineData(double.NaN, 0)]
    public void A_bar_shows_its_share(double share, int expected)
    {
        var picture = new Image(10, 1, 1);
        new Drawing(picture).Bar(0, 0, 10, 1, share, Colour.White, Colour.Black);
        Assert.Equal(expected, picture.Pixels.Count(value => value == 255));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_label_is_readable_on_any_ground(byte ground)
    {
        var picture = new Image(160, 40, 3);
        Array.Fill(picture.Pixels, ground);
        var size = new Drawing(picture).Label(4, 6, "happiness 93 %", 14, Colour.White);
        var grey = picture.ToGrey();
        var inside = Enumerable.Range(6, size.Height).SelectMany(y => grey.Row(y).Slice(4, size.Width).ToArray()).ToArray();
        Assert.True(inside.Max() - inside.Min() > 150, "the text does not stand out");

        // There is enough ink to be text, and enough plate to tell it from.
        var ink = inside.Count(value => value > 200) / (double)inside.Length;
        Assert.InRange(ink, 0.1, 0.6);
    }

    [Fact]
    public void Markup_is_shown_and_text_outside_is_cut_off()
    {
        var picture = new Image(60, 20, 1);
        var drawing = new Drawing(picture);
        var (bracketed, plain) = (drawing.Text(0, 0, "<b>&", 12, Colour.White), drawing.Text(500, -900, "b", 12, Colour.White));
        Assert.True(bracketed.Width > 2 * plain.Width);
        Assert.Contains(picture.Pixels, value => value > 200);
        drawing.Text(-5, -5, "hello", 12, Colour.White);
        drawing.Text(50, 15, "hello", 12, Colour.White);
        drawing.Text(0, 0, "", 12, Colour.White);
        drawing.Text(0, 0, "line\nbreak\0", 12, Colour.White);
    }

    [Fact]
    public void Text_is_the_same_when_drawn_from_the_cache()
    {
        var (first, second) = (new Image(80, 20, 1), new Image(80, 20, 1));
        var drawing = new Drawing(first);
        drawing.Text(2, 2, "surprise", 13, Colour.White);
        drawing.Target = second;
        drawing.Text(2, 2, "surprise", 13, Colour.White);
        Assert.Equal(first.Pixels, second.Pixels);
        Assert.Contains(first.Pixels, value => value != 0);
    }
}
