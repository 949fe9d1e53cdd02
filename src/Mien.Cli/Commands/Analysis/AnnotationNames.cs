namespace Mien.Cli.Commands.Analysis;

/// <summary>Names in the folder of <c>--annotate</c>: none is given twice, and none is that of a source.</summary>
internal sealed class AnnotationNames
{
    private readonly string folder;
    private readonly HashSet<string> taken;

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
        taken = [.. sources.Select(Path.GetFullPath)];
    }

    /// <summary>A file's name, with a number where that is taken.</summary>
    /// <param name="stem">What it is called.</param>
    /// <param name="ending">With its point.</param>
    public string Free(string stem, string ending)
    {
        var path = Path.Combine(folder, stem + ending);
        for (var number = 2; !taken.Add(Path.GetFullPath(path)); number++)
            path = Path.Combine(folder, FormattableString.Invariant($"{stem}-{number}{ending}"));
        return path;
    }
}
