namespace Mien.Tests.Cli;

public class ApplicationTests
{
    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-doctor", "doctor --help")]
    [InlineData("help-analyze", "analyze --help")]
    [InlineData("help-live", "live --help")]
    [InlineData("help-demo", "demo --help")]
    [InlineData("help-data", "data --help")]
    [InlineData("help-data-portraits", "data portraits --help")]
    [InlineData("help-data-inspect", "data inspect --help")]
    [InlineData("help-data-convert", "data convert --help")]
    [InlineData("help-data-audit", "data audit --help")]
    [InlineData("help-bench", "bench --help")]
    [InlineData("help-bench-train", "bench train --help")]
    [InlineData("help-bench-infer", "bench infer --help")]
    [InlineData("help-evaluate", "evaluate --help")]
    [InlineData("help-train", "train --help")]
    [InlineData("help-sweep", "sweep --help")]
    [InlineData("help-compare", "compare --help")]
    [InlineData("help-model-export", "model export --help")]
    [InlineData("help-model-import", "model import --help")]
    [InlineData("help-model", "model --help")]
    [InlineData("help-model-info", "model info -h")]
    public void Help_reads_as_kept(string name, string arguments)
    {
        var run = CommandRun.Of(arguments.Split(' '));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Match(name, run.Output);
    }

    [Fact]
    public void Faults_of_usage_read_as_kept()
    {
        string[] lines =
        [
            "", "dctor", "frobnicate", "bench", "bench trian", "bench train --bach 3", "bench train --batch many", "bench train --batch 0",
            "bench train --batch", "bench train --precision f16", "bench train --seconds -1", "bench train --net smal", "bench train extra",
            "model info", "model info small big", "model info nothing", "doctor --json photo.jpg", "--verison",
            "analyze photo.jpg --jsn -", "analyze --anotate out photo.jpg",
        ];
        var text = new StringWriter();
        foreach (var line in lines)
        {
            var run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            text.WriteLine($"$ mien {line}".TrimEnd());
            text.Write(run.Error);
        }
        Snapshot.Match("usage", text.ToString());
    }

    [Fact]
    public void A_file_that_is_named_like_an_option_stands_behind_two_dashes()
    {
        var run = CommandRun.Of(["analyze", "--json", "-", "--", "--odd.jpg"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\"source\":\"--odd.jpg\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_has_help_with_an_example_or_commands_of_its_own()
    {
        string[] names = ["analyze", "live", "demo", "data portraits", "train", "sweep", "evaluate", "compare", "doctor", "bench train", "bench infer", "model info", "model import", "model export"];
        foreach (var name in names)
            Assert.Contains("Examples:", CommandRun.Of([.. name.Split(' '), "--help"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        var run = CommandRun.Of("--version");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^mien \d+\.\d+\.\d+\S*\r?\n$", run.Output);
    }

    [Fact]
    public void A_recipe_with_several_faults_gives_a_line_each()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(path, "format: 1\nnetwork: { nmae: small }\noutputs: [{ labels: fer2013 }]\ntraining: { epochs: 0 }\n");
        try
        {
            var run = CommandRun.Of("model", "info", path);
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(2, lines.Length);
            Assert.All(lines, line => Assert.StartsWith($"mien: {path}:", line, StringComparison.Ordinal));
            Assert.Contains("'name'", lines[0], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
