using Mien.Imaging;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public class DemoCommandTests
{
    [Fact]
    public void The_demo_finds_the_eight_portraits_and_says_what_to_try_next()
    {
        using var folder = new TemporaryFolder();
        var (model, output) = (folder.PathOf("stand-in.onnx"), folder.PathOf("out"));
        using (var stream = File.Create(model))
            OnnxWriter.Write(StandInModel.Small(), stream);

        var run = CommandRun.Of("demo", "--model", model, "--out", output);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("8 of 8 faces found", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, run.Error.Split('\n').Count(line => line.StartsWith("  mien ", StringComparison.Ordinal)));
        Assert.Equal(File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.png")), File.ReadAllBytes(Path.Combine(output, "portraits.png")));
        var annotated = new ImageReader().Read(Path.Combine(output, "portraits-annotated.png"));
        Assert.Equal((928, 480, 3), (annotated.Width, annotated.Height, annotated.Channels));
    }

    [Fact]
    public void The_built_in_model_is_used_and_where_there_is_none_one_line_says_so()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("demo", "--out", folder.PathOf("out"));

        if (File.Exists(Path.Combine(SharedData.RepositoryRoot, "models", "default.onnx")))
        {
            Assert.Equal(0, run.ExitCode);
            Assert.Matches("8 of 8 faces found, [678] read as they were made", run.Error);
            return;
        }
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("no built-in model", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("out")));
    }
}
