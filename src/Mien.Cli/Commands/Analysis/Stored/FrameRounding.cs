using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>
/// Rounds results to the digits that JSON Lines hold. All that is written of a video, tables, events, summaries, is made from rounded results: so it is the same
/// whether these come from the analysis or from a file.
/// </summary>
internal static class FrameRounding
{
    private const long TicksOfMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>A result with the digits that are stored; its picture stays.</summary>
    public static FrameResult Round(FrameResult frame) => frame with { Time = Round(frame.Time), Faces = [.. frame.Faces.Select(Round)] };

    /// <summary>A time in whole microseconds.</summary>
    public static TimeSpan Round(TimeSpan time) => new((long)Math.Round(time.Ticks / (double)TicksOfMicrosecond) * TicksOfMicrosecond);

    private static FrameFace Round(FrameFace face) => face with
    {
        Box = new Box(Pixels(face.Box.X), Pixels(face.Box.Y), Pixels(face.Box.Width), Pixels(face.Box.Height)),
        Score = Share(face.Score),
        Landmarks = face.Landmarks?.Map(point => new FacePoint(Pixels(point.X), Pixels(point.Y))),
        Quality = Round(face.Quality),
        Raw = Round(face.Raw),
        Smoothed = Round(face.Smoothed),
    };

    private static FaceQuality Round(FaceQuality quality) => new(
        Pixels(quality.Size), Share(quality.Sharpness), Share(quality.Brightness), Share(quality.Contrast),
        quality.Pose is { } pose ? new FacePose(Pixels(pose.Yaw), Pixels(pose.Pitch), Pixels(pose.Roll)) : null, Share(quality.Score));

    private static EmotionDistribution Round(EmotionDistribution distribution) =>
        EmotionDistribution.Of(distribution.Labels, [.. distribution.Values.Select(value => (float)Share(value))]);

    private static double Pixels(double value) => Math.Round(value, FaceJson.PixelDigits);

    private static double Share(double value) => Math.Round(value, FaceJson.ShareDigits);
}
