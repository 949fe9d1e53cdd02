using System.Diagnostics;
using System.Globalization;

namespace Mien.EndToEnd.Tests;

/// <summary>Runs that are stopped from outside, and what starting them again gives.</summary>
[Collection(nameof(Faults))]
public class InterruptedTrainingTests(TinyRun tiny)
{
    [Fact]
    public async Task A_run_that_was_killed_and_interrupted_ends_with_the_bits_of_one_that_was_not()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = tiny.PathOf("stopped");
        var killed = await MienProcess.Run(AfterACheckpoint(folder, "-KILL"), tiny.Train(folder));
        Assert.Equal(137, killed.ExitCode);
        var interrupted = await MienProcess.Run(AfterACheckpoint(folder, "-INT"), tiny.Train(folder));
        Assert.Equal((130, ""), (interrupted.ExitCode, interrupted.Output));
        var notes = Faults.Notes(interrupted);
        Assert.Contains("continuing", notes[0], StringComparison.Ordinal);
        Assert.Equal("mien: interrupted", notes[1]);
        await AssertEndsAsTheWholeRun(folder);
    }

    [Fact]
    public async Task A_disk_that_is_full_in_the_middle_of_a_checkpoint_costs_nothing_that_was_done()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var volume = tiny.PathOf("volume");
        Directory.CreateDirectory(volume);
        // A file system of its own where that is allowed, as in a container of the administrator's; else a limit on the size of files.
        var mounted = Succeeds("mount", "-t", "tmpfs", "-o", "size=8m", "none", volume);
        try
        {
            var folder = Path.Combine(volume, "run");
            await MienProcess.Run(AfterACheckpoint(folder, "-KILL"), tiny.Train(folder));
            var before = await File.ReadAllBytesAsync(TinyRun.CheckpointOf(folder));
            var room = Directory.GetFiles(folder).Sum(file => (new FileInfo(file).Length / 4096 * 4) + 4) + 100;
            Assert.True(!mounted || Succeeds("mount", "-o", FormattableString.Invariant($"remount,size={room}k"), volume));
            var full = mounted ? await MienProcess.Run(tiny.Train(folder)) : await MienProcess.RunWithFileLimit(100, tiny.Train(folder));
            Assert.Equal(1, full.ExitCode);
            var notes = Faults.Notes(full);
            Assert.Equal(2, notes.Length);
            Assert.Contains("last.ckpt cannot be written: ", notes[1], StringComparison.Ordinal);
            Assert.Contains(mounted ? "No space left" : "largest file", notes[1], StringComparison.Ordinal);
            Assert.Equal(before, await File.ReadAllBytesAsync(TinyRun.CheckpointOf(folder)));
            Assert.True(!mounted || Succeeds("mount", "-o", "remount,size=8m", volume));
            await AssertEndsAsTheWholeRun(folder);
        }
        finally
        {
            if (mounted)
                Succeeds("umount", volume);
        }
    }

    private async Task AssertEndsAsTheWholeRun(string folder)
    {
        var rest = await MienProcess.Run(tiny.Train(folder));
        Assert.Equal((0, ""), (rest.ExitCode, rest.Output));
        Assert.Contains("continuing", Assert.Single(Faults.Notes(rest)), StringComparison.Ordinal);
        Assert.Equal(TinyRun.Arrays(tiny.Whole), TinyRun.Arrays(folder));
        Assert.Equal(await File.ReadAllBytesAsync(tiny.Model), await File.ReadAllBytesAsync(Path.Combine(folder, "best.onnx")));
        Assert.Equal(File.ReadLines(Path.Combine(tiny.Whole, "log.jsonl")).Count(), File.ReadLines(Path.Combine(folder, "log.jsonl")).Count());
    }

    private static Action<Process> AfterACheckpoint(string folder, string signal)
    {
        var file = TinyRun.CheckpointOf(folder);
        var before = File.GetLastWriteTimeUtc(file);
        return process =>
        {
            while (!process.HasExited && File.GetLastWriteTimeUtc(file) == before)
                Thread.Sleep(5);
            Succeeds("kill", signal, process.Id.ToString(CultureInfo.InvariantCulture));
        };
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
