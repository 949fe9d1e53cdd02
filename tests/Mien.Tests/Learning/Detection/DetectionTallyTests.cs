using Mien.Faces;
using Mien.Learning.Detection;

namespace Mien.Tests.Learning.Detection;

public class DetectionTallyTests
{
    [Fact]
    public void Average_precision_is_the_area_under_the_curve_that_was_worked_out_by_hand()
    {
        // In the order of scores: hit, miss, hit; three faces. Precision 1, 1/2, 2/3 at recall 1/3, 1/3, 2/3.
        var tally = new DetectionTally(0);
        tally.Add([Face(0, 20), Face(100, 20), Face(200, 20)], [Found(0, 20, 0.9), Found(50, 20, 0.8), Found(101, 20, 0.7)]);
        Assert.Equal((1.0 + (2.0 / 3)) / 3, tally.AveragePrecision(), 12);
    }

    [Fact]
    public void A_face_found_twice_is_a_hit_and_a_false_face()
    {
        var tally = new DetectionTally(0);
        tally.Add([Face(0, 20)], [Found(0, 20, 0.9), Found(1, 20, 0.8)]);
        Assert.Equal((1, 1), tally.From(0));
        Assert.Equal((1, 0), tally.From(0.85));
    }

    [Fact]
    public void Ignored_entries_and_small_faces_count_neither_way()
    {
        var tally = new DetectionTally(16);
        var crowd = new AnnotatedFace(new Box(300, 0, 100, 100), null, true);
        tally.Add([Face(0, 20), Face(100, 10), crowd], [Found(0, 20, 0.9), Found(100, 10, 0.8), Found(310, 20, 0.7), Found(600, 12, 0.6)]);
        Assert.Equal(1, tally.Faces);
        Assert.Equal(1, tally.AveragePrecision(), 12);
        Assert.Equal((1, 0), tally.From(0));
    }

    [Fact]
    public void Recall_is_taken_where_so_many_false_faces_a_photo_are_accepted()
    {
        var tally = new DetectionTally(0);
        tally.Add([Face(0, 20), Face(100, 20)], [Found(0, 20, 0.9), Found(500, 20, 0.6), Found(100, 20, 0.5)]);
        tally.Add([], []);
        Assert.Equal((0.5, 0.9), tally.RecallAt(0.4));
        Assert.Equal((1, 0.5), tally.RecallAt(0.5));
    }

    [Fact]
    public void The_landmark_error_is_the_mean_distance_in_shares_of_the_size()
    {
        var tally = new DetectionTally(0);
        var found = Found(0, 20, 0.9) with { Landmarks = Points(0, 20, 1) };
        tally.Add([Face(0, 20)], [found]);
        Assert.Equal(1 / 20.0, tally.LandmarkError, 12);
    }

    private static AnnotatedFace Face(double x, double size) => new(new Box(x, 0, size, size), Points(x, size, 0), false);

    private static FaceDetection Found(double x, double size, double score) => new(new Box(x, 0, size, size), score);

    private static Landmarks Points(double x, double size, double off)
    {
        FacePoint At(double a, double b) => new(x + (a * size) + off, b * size);
        return new Landmarks(At(0.3, 0.4), At(0.7, 0.4), At(0.5, 0.6), At(0.35, 0.8), At(0.65, 0.8));
    }
}
