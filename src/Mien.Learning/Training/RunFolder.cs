namespace Mien.Learning.Training;

/// <summary>The folder of a run and the files that it holds. Files are replaced whole: written under a temporary name, flushed, renamed.</summary>
public sealed class RunFolder
{
    /// <summary>Names a folder; it is created when something is written.</summary>
    /// <param name="path">Where it lies.</param>
    public RunFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
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
    public string Best => InFolder("best.onnx");

    /// <summary>The figures of the best model.</summary>
    public string Metrics => InFolder("metrics.json");

    /// <summary>Creates the folder.</summary>
    public void Create() => Directory.CreateDirectory(Path);

    /// <summary>Replaces a file, so that a reader, or a run that is killed, sees the old one or the new one and nothing between.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written, for example because the disk is full; the old one is untouched then.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private string InFolder(string name) => System.IO.Path.Combine(Path, name);
}
