using Mien.Tests.Imaging.Video;

namespace Mien.Tests.Samples;

/// <summary>The programs of <c>samples/</c> are short, compile without a warning, and do what their first lines say.</summary>
public class SampleProgramTests
{
    [Fact]
    public void The_programs_are_at_most_sixty_lines_and_listed()
    {
        var programs = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "samples"), "*.cs");
        Assert.Equal(["frames.cs", "photo.cs", "video.cs"], programs.Select(Path.GetFileName).Order());
        Assert.All(programs, path => Assert.InRange(File.ReadLines(path).Count(), 10, 60));
        foreach (var text in new[] { "README.md", "samples/README.md" }.Select(path => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path))))
            Assert.All(programs, path => Assert.Contains(Path.GetFileName(path), text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_photo_sample_tells_the_eight_faces_of_the_sheet()
    {
        using var program = new SampleProgram("photo.cs");
        var (code, output, error) = program.Run("samples/portraits.png");
        Assert.True(code == 0, error);
        Assert.Contains("928×480: 8 face(s)", output, StringComparison.Ordinal);
        Assert.Contains("happiness at", output, StringComparison.Ordinal);
        Assert.Equal(2, program.Run().Code);
    }

    [FfmpegFact]
    public void The_video_sample_tells_events_and_a_summary()
    {
        using var program = new SampleProgram("video.cs");
        var (code, output, error) = program.Run("samples/portraits.mp4");
        Assert.True(code == 0, error);
        Assert.Contains("face 1: Onset of happiness", output, StringComparison.Ordinal);
        Assert.Contains("face 1, seen for 12", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_frames_sample_gives_the_same_by_the_analyzer_and_by_its_parts()
    {
        using var program = new SampleProgram("frames.cs");
        var (code, output, error) = program.Run("samples/portraits");
        Assert.True(code == 0, error);
        var parts = output.Split("parts:");
        Assert.All(parts, part => Assert.Contains("face 1: happiness", part, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.Contains("face 1: surprise", part, StringComparison.Ordinal));
        Assert.DoesNotContain("face 2", output, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Category", "Long")]
    [InlineData("photo.cs", "samples/portraits.png", "8 face(s)")]
    [InlineData("video.cs", "samples/portraits.mp4", "face 1, seen for")]
    [InlineData("frames.cs", "samples/portraits", "face 1: happiness")]
    public void Dotnet_run_builds_and_runs_it(string name, string argument, string expected)
    {
        var (code, output, error) = SampleProgram.Run(SampleProgram.Dotnet, ["run", "-c", "Release", SampleProgram.PathOf(name), "--", argument]);
        Assert.True(code == 0, output + error);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}
