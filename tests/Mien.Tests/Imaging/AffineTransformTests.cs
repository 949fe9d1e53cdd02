using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class AffineTransformTests
{
    [Fact]
    public void The_inverse_leads_back()
    {
        var transform = AffineTransform.Around(10, 20, 30, 35, 0.4, 1.7);
        var (x, y) = transform.Then(transform.Invert()).Apply(12.5, -3);
        Assert.Equal(12.5, x, 9);
        Assert.Equal(-3, y, 9);
        Assert.Throws<InvalidOperationException>(() => new AffineTransform(1, 2, 0, 2, 4, 0).Invert());
    }

    [Fact]
    public void Around_moves_its_point_and_turns_clockwise()
    {
        var quarter = AffineTransform.Around(5, 5, 20, 30, Math.PI / 2, 2);
        Assert.Equal((5.0, 5.0), quarter.Apply(20, 30));

        // What lies right of the centre in the source is seen below it, at twice the distance.
        var (x, y) = quarter.Apply(20, 34);
        Assert.Equal(7, x, 9);
        Assert.Equal(5, y, 9);
    }
}
