using Mien.Cli.Commands.Analysis;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Live;

/// <summary>Writes what a camera sees as <c>mien analyze</c> writes a film.</summary>
internal sealed class LiveJson(VideoJson lines) : ILiveSink
{
    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => lines.Begin(source, info);

    /// <inheritdoc/>
    public bool Take(FrameResult frame)
    {
        lines.Take(frame);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();
}
