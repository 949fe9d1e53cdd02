using Mien.Cli.Hosting;
using Mien.Emotions.Video;
using Mien.Imaging;

namespace Mien.Cli.Commands.Live;

/// <summary>Writes a line to standard output each time that a person's emotion changes: time, number, emotion, confidence.</summary>
internal sealed class ChangeLines(Shell shell) : ILiveSink
{
    /// <inheritdoc/>
    public void Take(EmotionChange change, Image picture)
    {
        shell.Out.Write(FormattableString.Invariant($"{change.Time.TotalSeconds:F2}s face {change.Face.Id} {change.Face.Answer} {change.Face.Confidence:F2}\n"));
        // Who reads the pipe waits for it.
        shell.Out.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
