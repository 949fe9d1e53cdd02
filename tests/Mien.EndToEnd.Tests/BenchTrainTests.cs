using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mien.EndToEnd.Tests;

public class BenchTrainTests
{
    private static readonly string[] Keys =
    [
        "net", "phase", "learned", "imagesPerSecond", "millisecondsPerImage", "batch", "threads", "precision", "backend", "runs", "firstLoss", "lastLoss", "tensorBytes", "kernels",
    ];

    [Theory]
    [InlineData("onednn")]
    [InlineData("managed")]
    public async Task One_batch_is_learned_by_heart(string backend)
    {
        string[] arguments = ["bench", "train", "--net", "b2", "--batch", "4", "--threads", "1", "--seconds", "0.5", "--warmup", "6", "--json", "-"];
        var run = await MienProcess.Run([.. arguments, "--backend", backend]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal(Keys, root.EnumerateObject().Select(property => property.Name));
        Assert.Equal((4, 1, "f32", backend), (
            root.GetProperty("batch").GetInt32(), root.GetProperty("threads").GetInt32(),
            root.GetProperty("precision").GetString()!, root.GetProperty("backend").GetString()!));
        Assert.True(root.GetProperty("runs").GetInt32() >= 1);
        Assert.Equal(1000, root.GetProperty("imagesPerSecond").GetDouble() * root.GetProperty("millisecondsPerImage").GetDouble(), 6);
        Assert.True(root.GetProperty("lastLoss").GetDouble() < root.GetProperty("firstLoss").GetDouble());
    }

    [Fact]
    public async Task An_interrupted_run_ends_with_130()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var run = await MienProcess.Run(Interrupt, "bench", "train", "--net", "b2", "--batch", "4", "--seconds", "600");
        Assert.Equal((130, "", "mien: interrupted"), (run.ExitCode, run.Output, run.Error.Trim()));
    }

    /// <summary>Asks the program to end once it computes. Not by the signal of Ctrl-C: a shell makes what it runs in the background ignore that one.</summary>
    private static void Interrupt(Process process)
    {
        while (!process.HasExited && !Threads(process).Any(name => name.StartsWith("mien compute", StringComparison.Ordinal)))
            Thread.Sleep(20);
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static List<string> Threads(Process process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process.Id}/task").Select(task => File.ReadAllText(Path.Combine(task, "comm")))];
        }
        catch (IOException)
        {
            // A thread ended while it was looked at.
            return [];
        }
    }
}
