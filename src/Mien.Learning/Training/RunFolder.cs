using Mien.Learning.Classical;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>The folder of a run and the files that it holds. Files are replaced whole.</summary>
public sealed class RunFolder
{
    /// <summary>Names a folder; it is created when something is written.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="isClassical">Whether the best model is a classical method's, best.mien, and no network.</param>
    public RunFolder(string path, bool isClassical = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (Path, Best) = (path, System.IO.Path.Combine(path, isClassical ? "best" + ClassicalModel.Extension : "best.onnx"));
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The recipe with every default spelled out.</summary>
    public string Recipe => InFolder("recipe.yaml");

    /// <summary>A line of JSON an epoch.</summary>
    public string Log => InFolder("log.jsonl");

    /// <summary>Everything that a continued run needs.</summary>
    public string Checkpoint => InFolder("last.ckpt");

    /// <summary>The best model so far.</summary>
    public string Best { get; }

    /// <summary>The figures of the best model.</summary>
    public string Metrics => InFolder("metrics.json");

    /// <summary>What the weights that the run started from had and lacked; only where there were some.</summary>
    public string Weights => InFolder("weights.txt");

    /// <summary>The report on the best model.</summary>
    public string Report => InFolder("report.html");

    /// <summary>Creates the folder, and clears it of what writers that were killed have left half written.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var reason = File.Exists(Path) ? "there is a file of that name" : fault.Message.TrimEnd('.');
            throw new IOException($"The run's folder {Path} cannot be made: {reason}.", fault);
        }
        foreach (var file in Directory.GetFiles(Path, "*.tmp"))
            AtomicFile.DeleteIfAbandoned(file);
    }

    /// <summary>Refuses a folder whose content a new run would write over.</summary>
    /// <exception cref="CheckpointException">It holds a run without its checkpoint, or other things.</exception>
    internal void CheckFree()
    {
        if (File.Exists(Checkpoint) || !Directory.Exists(Path))
            return;
        if (File.Exists(Best) || (File.Exists(Log) && new FileInfo(Log).Length > 0))
            throw new CheckpointException($"{Path} holds a run whose checkpoint {System.IO.Path.GetFileName(Checkpoint)} is gone, so that it cannot go on; give another folder by --out, or delete it.");
        CheckOwn();
    }

    /// <summary>Refuses a folder that holds other things than a run.</summary>
    /// <exception cref="CheckpointException">It does.</exception>
    internal void CheckOwn()
    {
        if (Directory.Exists(Path) && !File.Exists(Recipe) && Directory.EnumerateFileSystemEntries(Path).Any())
            throw new CheckpointException($"{Path} exists and holds no run; give another folder by --out.");
    }

    /// <summary>Keeps the last checkpoint under its epoch's name too, and only so many of them.</summary>
    internal void KeepCheckpoint(int epoch, int count)
    {
        if (count < 2)
            return;
        var temporary = InFolder("epoch.ckpt.tmp");
        File.Copy(Checkpoint, temporary, overwrite: true);
        File.Move(temporary, NameOf(epoch), overwrite: true);
        foreach (var old in Directory.GetFiles(Path, "epoch-*.ckpt").OrderDescending(StringComparer.Ordinal).Skip(count))
            File.Delete(old);
    }

    private string NameOf(int epoch) => InFolder(FormattableString.Invariant($"epoch-{epoch:D5}.ckpt"));

    private string InFolder(string name) => System.IO.Path.Combine(Path, name);
}
