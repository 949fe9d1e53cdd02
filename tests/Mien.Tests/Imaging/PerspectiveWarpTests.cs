using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class PerspectiveWarpTests
{
    [Fact]
    public void The_outputs_corners_show_the_moved_corners_of_the_source()
    {
        double[] moved = [0.1, 0.05, -0.1, 0.2, -0.15, -0.05, 0.12, -0.2];
        var transform = PerspectiveTransform.FromCorners(40, 30, 48, 24, moved);
        (double X, double Y)[] corners = [(0, 0), (47, 0), (47, 23), (0, 23)];
        (double X, double Y)[] expected = [(4, 1.5), (35, 6), (33, 27.5), (4.8, 23)];
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = transform.Apply(corners[i].X, corners[i].Y);
            Assert.Equal(expected[i].X, x, 1e-9);
            Assert.Equal(expected[i].Y, y, 1e-9);
        }
    }

    [Fact]
    public void Corners_that_stay_leave_the_picture_as_it_is()
    {
        var picture = new Image(9, 7, 3);
        new Random(1).NextBytes(picture.Pixels);
        Assert.Equal(picture.Pixels, picture.Warp(9, 7, PerspectiveTransform.FromCorners(9, 7, 9, 7, new double[8])).Pixels);
    }

    [Fact]
    public void A_shift_of_all_corners_is_a_shift_and_the_border_is_repeated_or_constant()
    {
        float[] plane = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var shifted = PerspectiveTransform.FromCorners(3, 3, 3, 3, [1 / 3.0, 0, 1 / 3.0, 0, 1 / 3.0, 0, 1 / 3.0, 0]);
        var result = new float[9];
        PerspectiveWarp.Warp(plane, 3, 3, result, 3, shifted, null);
        Assert.Equal([2, 3, 3, 5, 6, 6, 8, 9, 9], result.Select(value => MathF.Round(value, 4)));
        PerspectiveWarp.Warp(plane, 3, 3, result, 3, shifted, -1);
        Assert.Equal([2, 3, -1, 5, 6, -1, 8, 9, -1], result.Select(value => MathF.Round(value, 4)));
    }

    [Fact]
    public void A_corner_may_not_reach_the_middle() =>
        Assert.Throws<ArgumentException>(() => PerspectiveTransform.FromCorners(9, 9, 9, 9, [0.5, 0, 0, 0, 0, 0, 0, 0]));
}
