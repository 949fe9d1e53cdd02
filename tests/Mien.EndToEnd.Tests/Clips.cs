using System.Diagnostics;
using Mien.Imaging.Video;

namespace Mien.EndToEnd.Tests;

/// <summary>A temporary folder of small films that ffmpeg makes; disposing it deletes them.</summary>
internal sealed class Clips : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mien-").FullName;

    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Runs ffmpeg with arguments parted by blanks, the film's name last.</summary>
    public string Make(string name, string arguments)
    {
        var path = PathOf(name);
        var start = new ProcessStartInfo(FfmpegTools.Find().FfmpegPath!, ["-v", "error", "-nostdin", "-y", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), path])
        {
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Waits until a run has written lines for a file, which it does under another name.</summary>
    public void WaitForLines(Process run, string target, int bytes = 1)
    {
        while (!run.HasExited && !Directory.GetFiles(folder, target + ".*").Any(name => new FileInfo(name).Length >= bytes))
            Thread.Sleep(10);
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", FormattableString.Invariant($"{process}")]);
        kill.WaitForExit();
    }

    /// <summary>The processes of a name that a process has started.</summary>
    public static IEnumerable<int> Children(int parent, string name)
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            string[] fields;
            try
            {
                fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(' ');
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                continue;
            }
            if (fields[1] == $"({name})" && fields[3] == FormattableString.Invariant($"{parent}"))
                yield return int.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
