using System.Text.Json;

namespace Mien.EndToEnd.Tests;

public class BenchInferTests
{
    [Theory]
    [InlineData("onednn")]
    [InlineData("managed")]
    public async Task A_network_is_timed_and_the_agreed_keys_are_given(string backend)
    {
        var run = await MienProcess.Run("bench", "infer", "b2", "--backend", backend, "--threads", "1", "--batch", "2", "--seconds", "0.1", "--warmup", "1", "--json", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        string[] keys = ["model", "imagesPerSecond", "millisecondsPerImage", "batch", "threads", "precision", "backend", "runs", "firstRunMilliseconds"];
        Assert.Equal(keys, root.EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, 1, backend), (root.GetProperty("batch").GetInt32(), root.GetProperty("threads").GetInt32(), root.GetProperty("backend").GetString()!));
        Assert.Equal(1000, root.GetProperty("imagesPerSecond").GetDouble() * root.GetProperty("millisecondsPerImage").GetDouble(), 6);
    }
}
