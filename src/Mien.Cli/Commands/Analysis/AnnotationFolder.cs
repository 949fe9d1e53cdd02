using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Imaging;
using Mien.Neural;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Draws results on copies of the pictures, in a folder. No picture that was analysed is written over.</summary>
internal sealed class AnnotationFolder : IAnalysisSink
{
    private const int Quality = 92;
    private readonly string folder;
    private readonly HashSet<string> taken;
    private readonly ImageReader reader = new();
    private readonly PictureAnnotator annotator = new();

    /// <summary>Makes the folder where it is missing.</summary>
    public AnnotationFolder(string folder, IEnumerable<string> sources)
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

    /// <inheritdoc/>
    public void Take(AnalyzedSource result)
    {
        if (result.Picture is not { } picture)
            return;
        var annotated = annotator.Annotate(reader.Read(result.Source), picture);
        var path = Free(result.Source);
        try
        {
            ImageWriter.Write(annotated, path, Quality);
        }
        catch (Exception fault) when (AtomicFile.Unwritten(path, fault) is { } told)
        {
            throw told;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The picture's own name, with a number where that is taken, and PNG where its format is not written.</summary>
    private string Free(string source)
    {
        var (stem, ending) = (Path.GetFileNameWithoutExtension(source), Path.GetExtension(source));
        if (ending.ToUpperInvariant() is not (".JPG" or ".JPEG" or ".PNG" or ".WEBP"))
            ending = ".png";
        var path = Path.Combine(folder, stem + ending);
        for (var number = 2; !taken.Add(Path.GetFullPath(path)); number++)
            path = Path.Combine(folder, FormattableString.Invariant($"{stem}-{number}{ending}"));
        return path;
    }
}
