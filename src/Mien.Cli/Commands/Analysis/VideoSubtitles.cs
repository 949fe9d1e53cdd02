using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes what the faces show as SubRip subtitles: a new one where it changes, none where there is no face.</summary>
internal sealed class VideoSubtitles(LineOutput output) : IVideoSink
{
    // A subtitle that flashes cannot be read.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private string text = string.Empty;
    private TimeSpan start;
    private TimeSpan end;
    private int number;

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => output.Begin();

    /// <inheritdoc/>
    public void Take(FrameResult frame)
    {
        var shown = string.Join('\n', frame.Faces.Select(face => frame.Faces.Count == 1 ? face.Answer : FormattableString.Invariant($"{face.Id}: {face.Answer}")));
        end = frame.Time;
        if (shown == text || (text.Length > 0 && end - start < Shortest))
            return;
        Write();
        (text, start) = (shown, frame.Time);
    }

    /// <inheritdoc/>
    public void End(IReadOnlyDictionary<int, EmotionSummary> people)
    {
        Write();
        text = string.Empty;
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private void Write()
    {
        if (text.Length > 0 && end > start)
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{++number}\n{Stamp(start)} --> {Stamp(end)}\n{text}\n"));
    }

    private static string Stamp(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:D2}:{time:mm\\:ss\\,fff}");
}
