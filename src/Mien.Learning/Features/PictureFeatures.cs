using Mien.Imaging;

namespace Mien.Learning.Features;

/// <summary>Describes pictures, stretched to a grey square, by what the options name.</summary>
internal sealed class PictureFeatures
{
    private readonly FeatureOptions options;
    private readonly int size;
    private readonly LocalBinaryPatterns? patterns;
    private readonly HistogramOfGradients? gradients;

    /// <summary>A describer.</summary>
    /// <exception cref="ArgumentException">The square has no place for a block of gradients.</exception>
    public PictureFeatures(FeatureOptions options, int size)
    {
        (this.options, this.size) = (options, size);
        patterns = options.Kind == FeatureKind.Lbp ? new LocalBinaryPatterns(options.Lbp) : null;
        gradients = options.Kind == FeatureKind.Hog ? new HistogramOfGradients(options.Hog) : null;
        Length = patterns?.Length ?? gradients?.Length(size, size) ?? size * size;
        if (Length == 0)
            throw new ArgumentException($"A square of {size} pixels has no block of {options.Hog.Block} cells of {options.Hog.Cell} pixels.");
    }

    /// <summary>The numbers of a picture.</summary>
    public int Length { get; }

    /// <summary>The rows of a picture: 1, or the length of its sequence.</summary>
    public int Steps => options.Sequence == FeatureSequence.None ? 1 : size;

    /// <summary>All of a picture that is described: it in grey, stretched to a square.</summary>
    /// <param name="picture">Of any size, grey or colour.</param>
    /// <param name="size">The square's side in pixels.</param>
    public static Image Square(Image picture, int size) => picture.ToGrey().Resize(size, size);

    /// <summary>Describes a picture.</summary>
    /// <param name="picture">Of any size, grey or colour; what <see cref="Square"/> gives has the same numbers.</param>
    /// <param name="values">Receives <see cref="Length"/> numbers.</param>
    public void Describe(Image picture, Span<float> values)
    {
        var pixels = Square(picture, size).Pixels;
        if (patterns is not null)
            patterns.Histograms(pixels, size, values);
        else if (gradients is not null)
            gradients.Describe(pixels, size, values);
        else
            Pixels(pixels, values);
    }

    private void Pixels(byte[] pixels, Span<float> values)
    {
        var turned = options.Sequence == FeatureSequence.Columns;
        for (var i = 0; i < values.Length; i++)
            values[i] = pixels[turned ? (i % size * size) + (i / size) : i] / 255f;
    }
}
