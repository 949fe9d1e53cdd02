using Mien.Imaging;

namespace Mien.Faces.Quality;

/// <summary>What speaks for or against judging a face: measured, not learned.</summary>
/// <param name="Size">The face's size in the picture, √(width · height), in pixels.</param>
/// <param name="Sharpness">The energy of fine detail in the face cut out at 48×48 as a share of all its contrast, 0 (a smooth blob) upwards; 0.005 to 0.06 in most photos.</param>
/// <param name="Brightness">The mean level of the face, 0 (black) to 1 (white).</param>
/// <param name="Contrast">The standard deviation of the face's levels, 0 to 0.5.</param>
/// <param name="Pose">How the head is turned; null where the detector gives no landmarks.</param>
/// <param name="Score">The detector's own certainty, 0 to 1.</param>
public sealed record FaceQuality(double Size, double Sharpness, double Brightness, double Contrast, FacePose? Pose, double Score)
{
    private const int Side = 48;

    /// <summary>Measures a face.</summary>
    /// <param name="face">Where it is.</param>
    /// <param name="cut">The face alone, as it is judged; grey or RGB, of any size.</param>
    public static FaceQuality Of(FaceDetection face, Image cut)
    {
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(cut);
        var grey = cut.ToGrey();
        var pixels = (grey.Width == Side && grey.Height == Side ? grey : grey.Resize(Side, Side)).Pixels;
        var mean = pixels.Average(pixel => (double)pixel);
        var variance = pixels.Average(pixel => (pixel - mean) * (pixel - mean));
        var pose = face.Landmarks is { } points ? FacePose.Of(points) : (FacePose?)null;
        return new FaceQuality(Math.Sqrt(face.Box.Area), Detail(pixels) / Math.Max(variance, 1), mean / 255, Math.Sqrt(variance) / 255, pose, face.Score);
    }

    /// <summary>What is wrong with a face, in words for people; empty for a good one.</summary>
    /// <param name="limits">What is asked of it; null for the defaults, by which no score is too low: a detector's own limit is known to whoever used it.</param>
    public IReadOnlyList<string> Faults(FaceQualityLimits? limits = null)
    {
        limits ??= new FaceQualityLimits();
        List<string> faults = [];
        if (Size < limits.Size)
            faults.Add("small");
        if (Sharpness < limits.Sharpness)
            faults.Add("blurred");
        if (Brightness < limits.Darkest)
            faults.Add("dark");
        if (Brightness > limits.Brightest)
            faults.Add("bright");
        if (Contrast < limits.Contrast)
            faults.Add("flat");
        if (Pose is { } pose && (Math.Abs(pose.Yaw) > limits.Yaw || Math.Abs(pose.Pitch) > limits.Pitch))
            faults.Add("turned away");
        if (Score < limits.Score)
            faults.Add("doubtful");
        return faults;
    }

    /// <summary>The mean square of the Laplacian (Pech-Pacheco 2000, "variance of the Laplacian"), a sixteenth of it so that white noise has the order of its variance.</summary>
    private static double Detail(byte[] pixels)
    {
        var sum = 0.0;
        for (var y = 1; y < Side - 1; y++)
        {
            for (var x = 1; x < Side - 1; x++)
            {
                var at = (y * Side) + x;
                var laplacian = pixels[at - 1] + pixels[at + 1] + pixels[at - Side] + pixels[at + Side] - (4 * pixels[at]);
                sum += laplacian * laplacian;
            }
        }
        return sum / (16.0 * (Side - 2) * (Side - 2));
    }
}
