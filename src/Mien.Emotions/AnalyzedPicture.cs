using System.Collections;

namespace Mien.Emotions;

/// <summary>The faces of one picture, best score first; none is a result too.</summary>
public sealed class AnalyzedPicture : IReadOnlyList<AnalyzedFace>
{
    /// <summary>What stands in <see cref="Detector"/> where nothing was searched.</summary>
    public const string NoDetector = "none";

    private readonly IReadOnlyList<AnalyzedFace> faces;

    internal AnalyzedPicture(string source, int width, int height, string detector, IReadOnlyList<AnalyzedFace> faces)
    {
        (Source, Width, Height, Detector) = (source, width, height, detector);
        this.faces = faces;
    }

    /// <summary>The path, or the name that the caller gave.</summary>
    public string Source { get; }

    /// <summary>The upright picture's width in pixels.</summary>
    public int Width { get; }

    /// <summary>The upright picture's height in pixels.</summary>
    public int Height { get; }

    /// <summary>Who searched, such as "haar"; <see cref="NoDetector"/> where the whole picture was taken as one face.</summary>
    public string Detector { get; }

    /// <summary>How many faces there are.</summary>
    public int Count => faces.Count;

    /// <summary>A face.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public AnalyzedFace this[int index] => faces[index];

    /// <inheritdoc/>
    public IEnumerator<AnalyzedFace> GetEnumerator() => faces.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
