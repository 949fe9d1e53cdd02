namespace Mien.Cli.Commands.Analysis;

/// <summary>Names in the folder of <c>--annotate</c>: none is given twice, and none is that of a source, also not by way of links.</summary>
internal sealed class AnnotationNames
{
    private readonly string folder;
    private readonly HashSet<string> taken;
    private readonly Dictionary<string, string> folders = [];

    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public AnnotationNames(string folder, IEnumerable<string> sources)
    {
        this.folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var reason = File.Exists(folder) ? "there is a file of that name" : fault.Message.TrimEnd('.');
            throw new IOException($"--annotate: the folder {folder} cannot be made: {reason}.", fault);
        }
        // Some file systems take names in any case.
        taken = new HashSet<string>(sources.Select(Real), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A file's name, with a number where that is taken.</summary>
    /// <param name="stem">What it is called.</param>
    /// <param name="ending">With its point.</param>
    public string Free(string stem, string ending)
    {
        var path = Path.Combine(folder, stem + ending);
        for (var number = 2; !taken.Add(Real(path)); number++)
            path = Path.Combine(folder, FormattableString.Invariant($"{stem}-{number}{ending}"));
        return path;
    }

    /// <summary>The path behind all links, by which a file has one name.</summary>
    private string Real(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        if (!folders.TryGetValue(parent, out var real))
            folders[parent] = real = Real(parent);
        FileSystemInfo entry = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        return entry.Exists && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : Path.Combine(real, entry.Name);
    }
}
