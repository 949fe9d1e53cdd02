using Mien.Emotions;

namespace Mien.Cli.Commands.Analysis;

/// <summary>The pictures that the paths of a command line name, and the paths that name none.</summary>
internal sealed class SourceList
{
    /// <summary>Looks into folders.</summary>
    public SourceList(IEnumerable<string> paths, bool recursive, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Directory.Exists(path))
                AddFolder(path, recursive, cancellation);
            else
                Pictures.Add(path);
        }
    }

    /// <summary>Files in the order of the paths; they need not exist.</summary>
    public List<string> Pictures { get; } = [];

    /// <summary>Folders that gave nothing.</summary>
    public List<AnalyzedSource> Faults { get; } = [];

    private void AddFolder(string folder, bool recursive, CancellationToken cancellation)
    {
        var before = (Pictures.Count, Faults.Count);
        Walk(folder, recursive, cancellation);
        if ((Pictures.Count, Faults.Count) == before)
            Faults.Add(new AnalyzedSource(folder, null, new IOException(recursive
                ? $"the folder '{folder}' and those inside hold no pictures."
                : $"the folder '{folder}' holds no pictures; --recursive looks into those inside.")));
    }

    /// <summary>Takes what can be read; a folder inside that cannot be read is a fault of its own.</summary>
    private void Walk(string folder, bool recursive, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            Pictures.AddRange(PictureFolder.Pictures(folder, recursive: false));
            foreach (var inner in recursive ? PictureFolder.Folders(folder) : [])
                Walk(inner, recursive, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Faults.Add(new AnalyzedSource(folder, null, fault));
        }
    }
}
