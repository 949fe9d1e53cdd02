using Mien.Emotions.Annotation;
using Mien.Emotions.Video;
using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Live;

/// <summary>Shows frames in a window of ffplay, with boxes and cards drawn on them.</summary>
/// <param name="tools">Where ffplay is.</param>
/// <param name="variable">The environment.</param>
/// <param name="isMirrored">Whether left and right are exchanged.</param>
internal sealed class WindowView(FfmpegTools tools, Func<string, string?> variable, bool isMirrored) : ILiveSink
{
    private readonly FrameAnnotator annotator = new();
    private VideoWindow? window;

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => window = VideoWindow.Open($"Mien: {source}", info.Width, info.Height, tools, variable);

    /// <inheritdoc/>
    public bool Take(FrameResult frame)
    {
        var picture = frame.Picture!;
        if (isMirrored)
            ImageCrop.FlipInPlace(picture);
        annotator.Annotate(picture, isMirrored ? Mirror.Of(frame, picture.Width) : frame);
        return window!.TryShow(picture);
    }

    /// <inheritdoc/>
    public void End() => window?.Dispose();

    /// <inheritdoc/>
    public void Dispose() => window?.Dispose();
}
