using Mien.Emotions;
using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>Writes portraits to a folder: one picture each, the sheet of all, and the clip that moves through them.</summary>
public static class PortraitFolder
{
    /// <summary>The sheet's file name.</summary>
    public const string SheetName = "portraits.png";

    /// <summary>The clip's file name.</summary>
    public const string ClipName = "portraits.mp4";

    /// <summary>Writes <c>portraits/EMOTION.png</c>, <see cref="SheetName"/> and <see cref="ClipName"/>, each file whole or not at all.</summary>
    /// <param name="folder">Created where it is missing.</param>
    /// <param name="portraits">At least one; all of one size.</param>
    /// <param name="cancellation">Looked at from file to file and from frame to frame.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">A file cannot be written, or ffmpeg is missing or failed.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<Portrait> portraits, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(portraits);
        var single = Directory.CreateDirectory(Path.Combine(folder, "portraits")).FullName;
        var written = new List<string>();
        foreach (var portrait in portraits)
        {
            cancellation.ThrowIfCancellationRequested();
            written.Add(Path.Combine(single, EmotionNames.NameOf(portrait.Emotion) + ".png"));
            ImageWriter.Write(portrait.Picture, written[^1]);
        }
        written.Add(Path.Combine(folder, SheetName));
        ImageWriter.Write(PortraitSheet.Compose(portraits), written[^1]);
        written.Add(Path.Combine(folder, ClipName));
        ClipEncoder.Write(written[^1], PortraitClip.Frames(portraits), PortraitClip.FrameRate, cancellation);
        return written;
    }
}
