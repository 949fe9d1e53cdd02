using System.Diagnostics;
using Mien.Learning.Training;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Training;

public class RunFolderTests
{
    [Fact]
    public void What_a_killed_run_left_half_written_is_cleared_away()
    {
        using var folder = new TemporaryFolder();
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        process.WaitForExit();
        var left = folder.PathOf(FormattableString.Invariant($"last.ckpt.{process.Id}.tmp"));
        var own = folder.PathOf(FormattableString.Invariant($"best.onnx.{Environment.ProcessId}.tmp"));
        File.WriteAllText(left, "half");
        File.WriteAllText(own, "half");
        new RunFolder(folder.PathOf("")).Create();
        Assert.False(File.Exists(left));
        // A number is given anew: a file of this process that was there before it is a dead one's.
        Assert.False(File.Exists(own));
    }

    [Fact]
    public void Files_of_living_writers_and_other_files_stay()
    {
        using var folder = new TemporaryFolder();
        using var living = Process.Start(new ProcessStartInfo("sleep", "60"))!;
        try
        {
            string[] names = [FormattableString.Invariant($"last.ckpt.{living.Id}.tmp"), "notes.tmp", "last.ckpt", "a.b.tmp"];
            foreach (var name in names)
                File.WriteAllText(folder.PathOf(name), "whole");
            new RunFolder(folder.PathOf("")).Create();
            Assert.All(names, name => Assert.True(File.Exists(folder.PathOf(name)), name));
        }
        finally
        {
            living.Kill();
        }
    }

    [Fact]
    public void A_file_that_is_being_written_stays_whatever_its_number()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf(FormattableString.Invariant($"last.ckpt.{Environment.ProcessId}.tmp"));
        using var writer = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        new RunFolder(folder.PathOf("")).Create();
        Assert.True(File.Exists(path));
    }
}
