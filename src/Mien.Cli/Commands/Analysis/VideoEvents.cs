using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes onsets, apexes and offsets as CSV, a row each, as they become known.</summary>
internal sealed class VideoEvents : IVideoSink
{
    private readonly LineOutput output;
    private string source = string.Empty;

    public VideoEvents(LineOutput output)
    {
        this.output = output;
        output.Write("source,id,event,time,emotion,probability");
    }

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => this.source = source;

    /// <inheritdoc/>
    public void Take(PersonEvent happened)
    {
        var (id, turn) = happened;
        output.Write(CsvRow.Of(
        [
            source, id.ToString(CultureInfo.InvariantCulture), turn.Kind.ToString().ToLowerInvariant(),
            turn.Time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture), turn.Label, turn.Probability.ToString("0.######", CultureInfo.InvariantCulture),
        ]));
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
