using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mien.EndToEnd.Tests;

public class BenchTrainTests
{
    private static readonly string[] Keys =
    [
        "net", "imagesPerSecond", "millisecondsPerImage", "batch", "threads", "precision", "backend", "runs", "firstLoss", "lastLoss", "tensorBytes", "kernels",
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
        if (OperatingSystem.IsWindows())
            return;
        var run = await MienProcess.Run(Interrupt, "bench", "train", "--net", "b2", "--batch", "4", "--seconds", "600");
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
    }

    private static void Interrupt(Process process)
    {
        Thread.Sleep(1500);
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
