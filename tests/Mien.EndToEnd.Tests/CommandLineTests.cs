namespace Mien.EndToEnd.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task Help_and_version_go_to_standard_output()
    {
        var help = await MienProcess.Run("--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains("Commands:", help.Output, StringComparison.Ordinal);
        var version = await MienProcess.Run("--version");
        Assert.Equal((0, ""), (version.ExitCode, version.Error));
        Assert.Matches(@"^mien \d+\.\d+\.\d+", version.Output);
    }

    [Theory]
    [InlineData("'doctor'", "dcotor")]
    [InlineData("'--batch'", "bench", "train", "--bacth", "4")]
    [InlineData("--help", "bench")]
    public async Task Wrong_usage_ends_with_2_and_names_what_was_meant(string meant, params string[] arguments)
    {
        var run = await MienProcess.Run(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(meant, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_missing_file_ends_with_1_and_one_line()
    {
        var run = await MienProcess.Run("model", "info", "there-is-none.onnx");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Trim().Split('\n'));
    }
}
