using System.Text.Json;
using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Imaging;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;

namespace Mien.EndToEnd.Tests;

public sealed class AnalyzeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mien-").FullName;
    private readonly string model;

    public AnalyzeTests()
    {
        model = PathOf("model.onnx");
        var graph = Zoo.Create("small", new NetworkOptions { WidthFactor = 1.0 / 8, Outputs = [new("ferplus", 8)] });
        new ModelMetadata { Outputs = [new("ferplus", LabelSet.FerPlus)] }.WriteTo(graph.Metadata);
        OnnxWriter.Write(graph, model);
    }

    [Fact]
    public async Task Pictures_give_lines_of_json_and_a_bad_one_an_exit_code_of_1()
    {
        ImageWriter.Write(new Image(48, 48, 1), PathOf("a.png"));
        await File.WriteAllTextAsync(PathOf("b.jpg"), "no picture");
        ImageWriter.Write(new Image(320, 200, 3), PathOf("c.jpg"));
        var run = await MienProcess.Run("analyze", folder, "--model", model, "--json", "-", "--annotate", PathOf("out"));
        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Error.Trim().Split('\n'));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        using var last = JsonDocument.Parse(lines[2]);
        Assert.Equal(0, last.RootElement.GetProperty("faces").GetArrayLength());
        Assert.Equal(2, Directory.GetFiles(PathOf("out")).Length);
    }

    [Fact]
    public async Task A_run_whose_reader_has_left_ends()
    {
        for (var i = 0; i < 400; i++)
            ImageWriter.Write(new Image(48, 48, 1), PathOf($"{i:D3}.png"));
        var run = await MienProcess.RunLeft("analyze", folder, "--model", model, "--json", "-");
        Assert.Equal(("1\n", "mien: nobody reads standard output any more\n"), (run.Output, run.Error));
    }

    [Fact]
    public async Task An_interrupted_run_keeps_what_was_done_and_ends_with_130()
    {
        var picture = PathOf("a.png");
        ImageWriter.Write(new Image(1600, 1200, 1), picture);
        var target = PathOf("out.jsonl");
        var many = Enumerable.Repeat(picture, 2000);
        var run = await MienProcess.Run(
            process =>
            {
                // The results are written under another name until the end.
                while (!process.HasExited && !Directory.GetFiles(folder, "out.jsonl.*").Any(name => new FileInfo(name).Length > 0))
                    Thread.Sleep(20);
                using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                kill.WaitForExit();
            },
            ["analyze", "--model", model, "--json", target, .. many]);
        Assert.Equal(130, run.ExitCode);
        var lines = await File.ReadAllLinesAsync(target);
        Assert.InRange(lines.Length, 1, 1999);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [InlineData("PATH", "analyze")]
    [InlineData("--json", "analyze", "--json", "photo.jpg")]
    [InlineData("standard output", "analyze", "x.jpg", "--model", "MODEL", "--json", "--csv")]
    public async Task Wrong_usage_ends_with_2(string expected, params string[] arguments)
    {
        var run = await MienProcess.Run([.. arguments.Select(argument => argument == "MODEL" ? model : argument)]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string PathOf(string name) => Path.Combine(folder, name);
}
