using Mien.Faces;
using Mien.Faces.Tracking;

namespace Mien.Emotions.Video;

/// <summary>Where faces are between two frames that were searched: on straight lines.</summary>
internal static class FaceInterpolation
{
    /// <summary>The faces that both frames have, by their numbers.</summary>
    /// <param name="before">The earlier frame's.</param>
    /// <param name="after">The later frame's.</param>
    /// <param name="share">How far between them, 0 to 1.</param>
    public static IEnumerable<TrackedFace> Between(IReadOnlyList<TrackedFace> before, IReadOnlyList<TrackedFace> after, double share)
    {
        foreach (var start in before)
        {
            if (after.FirstOrDefault(face => face.Id == start.Id) is { } end)
                yield return new TrackedFace(start.Id, Between(start.Face, end.Face, share));
        }
    }

    private static FaceDetection Between(FaceDetection a, FaceDetection b, double share)
    {
        var box = new Box(Mix(a.Box.X, b.Box.X, share), Mix(a.Box.Y, b.Box.Y, share), Mix(a.Box.Width, b.Box.Width, share), Mix(a.Box.Height, b.Box.Height, share));
        return new FaceDetection(box, Math.Min(a.Score, b.Score), a.Landmarks is { } from && b.Landmarks is { } to ? Between(from, to, share) : null);
    }

    private static Landmarks Between(Landmarks a, Landmarks b, double share)
    {
        var points = a.Points.Zip(b.Points, (from, to) => new FacePoint(Mix(from.X, to.X, share), Mix(from.Y, to.Y, share))).ToArray();
        return new Landmarks(points[0], points[1], points[2], points[3], points[4]);
    }

    private static double Mix(double a, double b, double share) => a + ((b - a) * share);
}
