using System.Globalization;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Tests.Cli.Commands.Analysis.Stored;

/// <summary>Results of videos made up for tests.</summary>
internal static class StoredFrames
{
    public static FrameResult Frame(long number, double seconds, params FrameFace[] faces) => new(number, TimeSpan.FromSeconds(seconds), faces);

    /// <summary>A face whose numbers have more digits than are stored.</summary>
    public static FrameFace Face(int id, double x, Emotion emotion = Emotion.Happiness, float confidence = 0.7123456f, bool hasPoints = false)
    {
        var labels = LabelSet.FerPlus;
        var distribution = EmotionDistribution.Of(labels, [.. Enumerable.Range(0, 8).Select(i => labels.EmotionAt(i) == emotion ? confidence : (1 - confidence) / 7)]);
        var points = hasPoints ? new Landmarks(new(x + 1.23456, 2), new(x + 9.87654, 2), new(x + 5, 6), new(x + 2, 8), new(x + 8, 8)) : null;
        var quality = new FaceQuality(41.23456, 0.0123456789, 0.5123456789, 0.2, hasPoints ? new FacePose(-3.14159, 0.001, 12.3456) : null, 0.87654321);
        return new FrameFace(id, new Box(x, 20.98765, 40.12345, 41.5), 0.87654321, points, quality, distribution, distribution) { Doubts = id == 2 ? ["turned away", "unsure"] : [] };
    }

    /// <summary>The lines of a file: so many frames of 25 a second, with a face that is seen in each.</summary>
    public static IEnumerable<string> Lines(int frames, string source = "film.mp4") =>
        Enumerable.Range(0, frames).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"frame":{{i}},"time":{{i / 25.0}},"faces":[]}"""))
            .Prepend($$"""{"source":"{{source}}","width":64,"height":48,"fps":25}""");
}
