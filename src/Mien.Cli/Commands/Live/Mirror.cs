using Mien.Emotions.Video;
using Mien.Faces;

namespace Mien.Cli.Commands.Live;

/// <summary>What people see of themselves: left and right exchanged.</summary>
internal static class Mirror
{
    /// <summary>The same frame with its boxes where a mirror shows them; landmarks and picture stay as they are.</summary>
    /// <param name="frame">A frame.</param>
    /// <param name="width">Its width in pixels.</param>
    public static FrameResult Of(FrameResult frame, int width) => frame with { Faces = [.. frame.Faces.Select(face => face with { Box = Of(face.Box, width) })] };

    private static Box Of(Box box, int width) => box with { X = width - box.Right };
}
