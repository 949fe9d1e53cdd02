using Mien.Imaging;
using Mien.Learning.Portraits;

namespace Mien.Tests.Learning.Portraits;

public class SimilarityAlignmentTests
{
    [Theory]
    [InlineData(3, -2, 0.0, 1.0)]
    [InlineData(-1, 2, 0.15, 1.1)]
    [InlineData(0, 0, -0.12, 0.88)]
    public void A_shifted_turned_and_scaled_face_is_laid_back_on_the_template(double dx, double dy, double radians, double scale)
    {
        var face = new Image(48, 48, 1, DrawnFer.Face(3, 7));
        var moved = face.Warp(48, 48, AffineTransform.Around(23.5, 23.5, 23.5 + dx, 23.5 + dy, radians, scale));
        var template = new SimilarityAlignment(FaceWindow.Structure(face.Pixels));

        var (transform, likeness) = template.Align(SimilarityAlignment.Scales(FaceWindow.Structure(moved.Pixels)), AffineTransform.Identity);

        var expected = AffineTransform.Around(23.5, 23.5, 23.5 + dx, 23.5 + dy, radians, scale).Invert();
        foreach (var (x, y) in new[] { (14.0, 18.0), (33.0, 18.0), (24.0, 38.0) })
        {
            var ((ax, ay), (ex, ey)) = (transform.Apply(x, y), expected.Apply(x, y));
            Assert.True(Math.Abs(ax - ex) + Math.Abs(ay - ey) < 0.6, FormattableString.Invariant($"({x}, {y}) lies at ({ax}, {ay}), not ({ex}, {ey})"));
        }
        Assert.True(likeness > 0.9, FormattableString.Invariant($"the likeness is {likeness}"));
    }
}
