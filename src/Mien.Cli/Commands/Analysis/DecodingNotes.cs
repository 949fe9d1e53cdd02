using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>What is told of frames that could not be decoded as they were meant.</summary>
internal static class DecodingNotes
{
    /// <summary>Lines for people; none where all was well.</summary>
    /// <param name="reader">Who decoded.</param>
    /// <param name="source">The video, as it was named.</param>
    public static IReadOnlyList<string> Of(VideoReader reader, string source)
    {
        List<string> lines = [];
        var name = VideoReader.NameOf(source);
        if (reader.SkippedFrames > 0)
            lines.Add(FormattableString.Invariant($"{reader.SkippedFrames:N0} frames of {name} cannot be decoded and are left out"));
        if (reader.DamagedFrames > 0)
            lines.Add(FormattableString.Invariant($"{reader.DamagedFrames:N0} frames of {name} are damaged and were taken as well as they could be repaired"));
        return lines;
    }
}
