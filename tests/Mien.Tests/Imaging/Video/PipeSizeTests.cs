using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class PipeSizeTests
{
    [FfmpegFact]
    public void The_pipe_of_a_process_is_enlarged_on_linux()
    {
        using var process = FfmpegProcess.Start(FfmpegTools.Find().FfmpegPath!, ["-version"]);
        var size = PipeSize.Enlarge(process.Output);
        Assert.Contains(size, OperatingSystem.IsLinux() ? PipeNames.Sizes.ToArray() : [0]);
    }
}
