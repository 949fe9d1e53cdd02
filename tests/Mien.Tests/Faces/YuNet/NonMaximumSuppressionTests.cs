using Mien.Faces;
using Mien.Faces.YuNet;

namespace Mien.Tests.Faces.YuNet;

public class NonMaximumSuppressionTests
{
    [Fact]
    public void The_best_of_those_that_overlap_stays_and_faces_apart_stay_all()
    {
        FaceDetection[] faces = [Face(0, 0, 10, 0.7), Face(2, 0, 10, 0.9), Face(30, 0, 10, 0.8), Face(8, 0, 10, 0.6)];
        Assert.Equal([faces[1], faces[2], faces[3]], NonMaximumSuppression.Keep([.. faces], 0.3));
        Assert.Equal([faces[1], faces[2], faces[0], faces[3]], NonMaximumSuppression.Keep([.. faces], 0.7));
    }

    [Fact]
    public void What_a_dropped_box_overlaps_is_not_dropped_for_its_sake()
    {
        FaceDetection[] chain = [Face(0, 0, 10, 0.9), Face(4, 0, 10, 0.8), Face(8, 0, 10, 0.7)];
        Assert.Equal([chain[0], chain[2]], NonMaximumSuppression.Keep([.. chain], 0.3));
    }

    [Fact]
    public void The_order_of_equal_scores_does_not_depend_on_the_order_given()
    {
        FaceDetection[] faces = [Face(20, 0, 10, 0.8), Face(0, 0, 10, 0.8), Face(0, 20, 10, 0.8), Face(3, 0, 10, 0.8)];
        var expected = new[] { faces[1], faces[0], faces[2] };
        Assert.Equal(expected, NonMaximumSuppression.Keep([.. faces], 0.3));
        Assert.Equal(expected, NonMaximumSuppression.Keep([.. faces.Reverse()], 0.3));
        Assert.Empty(NonMaximumSuppression.Keep([], 0.3));
    }

    private static FaceDetection Face(double x, double y, double side, double score) => new(new Box(x, y, side, side), score);
}
