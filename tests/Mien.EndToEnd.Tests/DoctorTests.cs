using System.Text.Json;

namespace Mien.EndToEnd.Tests;

public class DoctorTests
{
    [Fact]
    public async Task Doctor_names_each_part_and_the_command_for_what_is_missing()
    {
        var run = await MienProcess.Run("doctor", "--json", "-");
        using var json = JsonDocument.Parse(run.Output);
        var parts = json.RootElement.GetProperty("components").EnumerateArray().ToList();
        Assert.Equal(["oneDNN", "libvips", "ffmpeg", "ffprobe", "ffplay", "face cascade"], parts.Select(part => part.GetProperty("name").GetString()));
        var missing = parts.Where(part => !part.GetProperty("found").GetBoolean()).Select(part => part.GetProperty("package").GetString()!).ToList();
        Assert.Equal(missing.Count == 0 ? 0 : 1, run.ExitCode);
        var install = json.RootElement.GetProperty("install").GetString();
        Assert.Equal(missing.Count == 0, install is null);
        Assert.All(missing, package => Assert.Contains(package, install, StringComparison.Ordinal));
        Assert.Equal("", run.Error);
    }
}
