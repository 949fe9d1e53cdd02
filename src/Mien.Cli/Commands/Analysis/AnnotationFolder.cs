using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Imaging;
using Mien.Neural;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Draws results on copies of the pictures, in a folder. No picture that was analysed is written over.</summary>
internal sealed class AnnotationFolder(string folder, IEnumerable<string> sources) : IAnalysisSink
{
    private const int Quality = 92;
    private readonly AnnotationNames names = new(folder, sources);
    private readonly ImageReader reader = new();
    private readonly PictureAnnotator annotator = new();

    /// <inheritdoc/>
    public void Take(AnalyzedSource result)
    {
        if (result.Picture is not { } picture)
            return;
        var annotated = annotator.Annotate(reader.Read(result.Source), picture);
        var (stem, ending) = (Path.GetFileNameWithoutExtension(result.Source), Path.GetExtension(result.Source));
        var path = names.Free(stem, ending.ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG" or ".WEBP" ? ending : ".png");
        try
        {
            ImageWriter.Write(annotated, path, Quality);
        }
        catch (ArgumentException fault)
        {
            throw new IOException($"{path} cannot be written: {fault.Message.Split(" (Parameter")[0]}", fault);
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
}
