using System.Diagnostics;
using System.Globalization;

namespace Mien.Tests.Samples;

/// <summary>What ffprobe, which comes with ffmpeg, says of a clip.</summary>
internal static class ClipProbe
{
    /// <summary>Decodes the whole clip and counts.</summary>
    public static (int Width, int Height, int Frames) SizeAndFrames(string path)
    {
        string[] arguments = ["-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=width,height,nb_read_frames", "-of", "csv=p=0", path];
        using var probe = Process.Start(new ProcessStartInfo("ffprobe", arguments) { RedirectStandardOutput = true })!;
        var numbers = probe.StandardOutput.ReadToEnd().Trim().Split(',').Select(field => int.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        probe.WaitForExit();
        return (numbers[0], numbers[1], numbers[2]);
    }
}
