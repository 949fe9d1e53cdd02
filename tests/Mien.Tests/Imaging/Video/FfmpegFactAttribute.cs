using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

/// <summary>A test that needs ffmpeg and ffprobe; it is skipped, and says so, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute()
    {
        var tools = FfmpegTools.Find();
        if (tools.FfmpegPath is null || tools.FfprobePath is null)
            Skip = $"needs ffmpeg and ffprobe ({FfmpegTools.InstallHint})";
    }
}
