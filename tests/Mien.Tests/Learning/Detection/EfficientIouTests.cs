using Mien.Faces;
using Mien.Learning.Detection;

namespace Mien.Tests.Learning.Detection;

public class EfficientIouTests
{
    private static readonly Box Truth = new(10, 20, 30, 40);

    [Fact]
    public void Equal_boxes_have_no_loss_and_boxes_apart_more_than_one()
    {
        Assert.Equal(0, EfficientIou.Loss(Of(Truth), Truth, out _), 12);
        Assert.True(EfficientIou.Loss(new PredictedBox(200, 200, 10, 10), Truth, out var gradient) > 1);
        Assert.True(gradient is { CenterX: > 0, CenterY: > 0 });
    }

    [Fact]
    public void The_loss_of_a_shifted_box_is_the_one_worked_out_by_hand()
    {
        // Shifted by 10 of 30: 20·40 = 800 in common, 1600 in all; the box around both is 40×40.
        Assert.Equal(1 - 0.5 + (100.0 / 3200), EfficientIou.Loss(new PredictedBox(35, 40, 30, 40), Truth, out _), 12);
    }

    [Theory]
    [InlineData(27, 43, 22, 47)]
    [InlineData(22, 38, 50, 60)]
    [InlineData(25, 41, 12, 9)]
    [InlineData(70, 90, 20, 24)]
    [InlineData(41, 37, 28, 90)]
    public void The_gradient_is_that_of_finite_differences(double x, double y, double width, double height)
    {
        const double Step = 1e-5;
        var at = new PredictedBox(x, y, width, height);
        EfficientIou.Loss(at, Truth, out var gradient);
        Assert.Equal(Slope(d => at with { CenterX = x + d }), gradient.CenterX, 7);
        Assert.Equal(Slope(d => at with { CenterY = y + d }), gradient.CenterY, 7);
        Assert.Equal(Slope(d => at with { Width = width + d }), gradient.Width, 7);
        Assert.Equal(Slope(d => at with { Height = height + d }), gradient.Height, 7);

        static double Slope(Func<double, PredictedBox> moved) =>
            (EfficientIou.Loss(moved(Step), Truth, out _) - EfficientIou.Loss(moved(-Step), Truth, out _)) / (2 * Step);
    }

    private static PredictedBox Of(Box box) => new(box.CenterX, box.CenterY, box.Width, box.Height);
}
