using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes a video as CSV: a row a face a frame; a frame without a face has none.</summary>
internal sealed class VideoCsv(LineOutput output, LabelSet labels) : IVideoSink
{
    private static readonly string[] Before =
        ["source", "frame", "time", "id", "x", "y", "box_width", "box_height", "score", "emotion", "confidence", "valence", "arousal", "doubts"];

    private string? source;

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info)
    {
        var names = LabelColumns.Of(labels);
        if (this.source is null)
            output.Write(CsvRow.Of([.. Before, .. names, .. names.Select(name => $"raw_{name}")]));
        this.source = source;
    }

    /// <inheritdoc/>
    public void Take(FrameResult frame)
    {
        foreach (var face in frame.Faces)
        {
            output.Write(CsvRow.Of(
            [
                source!, Text(frame.Frame), Text(frame.Time.TotalSeconds), Text(face.Id),
                Text(face.Box.X), Text(face.Box.Y), Text(face.Box.Width), Text(face.Box.Height), Text(face.Score),
                face.Answer, Text(face.Confidence), Text(face.Smoothed.Valence), Text(face.Smoothed.Arousal), CsvRow.Words(face.Doubts),
                .. LabelColumns.Of(face.Smoothed).Concat(LabelColumns.Of(face.Raw)).Select(column => Text(column.Probability)),
            ]));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private static string Text(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? string.Empty;
}
