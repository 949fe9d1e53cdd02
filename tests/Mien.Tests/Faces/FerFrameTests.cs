using Mien.Faces;
using Mien.Faces.YuNet;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Faces;

/// <summary>The template of <see cref="FaceAligner"/> is what the built-in detector gives: measured as by <c>bench/fer_template.cs</c>, on a fifth of its pictures.</summary>
public class FerFrameTests
{
    private const int Every = 100;
    private const int Side = 48;
    private const int Border = 14;
    private const int Enlarged = 320;
    private const double Tolerance = 0.02;

    [Fact]
    public void Its_left_side_mirrors_the_right_one()
    {
        var frame = FaceAligner.FerFrame;
        AssertNear(Symmetric(frame.RightEye, frame.LeftEye), frame.RightEye, 1e-9);
        AssertNear(Symmetric(frame.RightMouth, frame.LeftMouth), frame.RightMouth, 1e-9);
        Assert.Equal(0.5, frame.Nose.X);
    }

    [DataFact(FerTable.RealVotes)]
    public void It_is_where_the_detector_finds_the_points_of_the_training_faces()
    {
        using var detector = YuNetDetector.LoadBuiltIn(new YuNetDetectorOptions { ScoreThreshold = 0.7 });
        var training = FerTable.Real.Where(sample => sample.Split == Split.Training).Samples;
        var found = new List<FacePoint[]>();
        for (var i = 0; i < training.Count; i += Every)
        {
            var enlarged = training[i].LoadPicture().Pad(Border, Border, Border, Border).Resize(Enlarged, Enlarged, Resampling.Bilinear);
            if (detector.Detect(enlarged) is [{ Landmarks: { } points }, ..])
                found.Add([.. points.Points]);
        }
        Assert.InRange(found.Count, 240, 288);
        FacePoint[] medians = [.. Enumerable.Range(0, 5).Select(point => Median(found, point))];
        var frame = FaceAligner.FerFrame;
        AssertNear(Symmetric(medians[0], medians[1]), frame.RightEye, Tolerance);
        AssertNear(medians[2], frame.Nose, Tolerance);
        AssertNear(Symmetric(medians[3], medians[4]), frame.RightMouth, Tolerance);
    }

    /// <summary>The median place of a point, in fractions of the frame.</summary>
    private static FacePoint Median(List<FacePoint[]> found, int point) =>
        new(Median(found.Select(points => InFrame(points[point].X))), Median(found.Select(points => InFrame(points[point].Y))));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double InFrame(double value) => ((value * (Side + (2 * Border)) / Enlarged) - Border) / Side;

    /// <summary>The right one of two points that mirror one another, as near as can be to both.</summary>
    private static FacePoint Symmetric(FacePoint right, FacePoint left) => new((right.X + 1 - left.X) / 2, (right.Y + left.Y) / 2);

    private static void AssertNear(FacePoint measured, FacePoint expected, double tolerance)
    {
        Assert.Equal(expected.X, measured.X, tolerance);
        Assert.Equal(expected.Y, measured.Y, tolerance);
    }
}
