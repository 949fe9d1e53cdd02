using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes onsets, apexes and offsets as CSV, a row each, as they become known.</summary>
internal sealed class VideoEvents(LineOutput output) : IVideoSink
{
    private string? source;

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info)
    {
        if (this.source is null)
            output.Write("source,id,event,time,emotion,probability");
        this.source = source;
    }

    /// <inheritdoc/>
    public void Take(PersonEvent happened)
    {
        var (id, turn) = happened;
        output.Write(CsvRow.Of(
        [
            source!, id.ToString(CultureInfo.InvariantCulture), turn.Kind.ToString().ToLowerInvariant(),
            turn.Time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture), turn.Label, turn.Probability.ToString("0.######", CultureInfo.InvariantCulture),
        ]));
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
