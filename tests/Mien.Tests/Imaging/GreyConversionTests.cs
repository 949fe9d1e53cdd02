using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class GreyConversionTests
{
    [Fact]
    public void Every_grey_goes_to_rgb_and_back()
    {
        var grey = new Image(256, 1, 1, [.. Enumerable.Range(0, 256).Select(value => (byte)value)]);
        Assert.Equal(grey.Pixels, grey.ToRgb().ToGrey().Pixels);
        Assert.Same(grey, grey.ToGrey());
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused() =>
        Assert.Throws<ArgumentException>(() => GreyConversion.Convert(new byte[7], new byte[2]));
}
