namespace Mien.Learning.Features;

/// <summary>Rows of numbers, each of the same width, in memory row by row.</summary>
internal sealed class FeatureTable
{
    public FeatureTable(int rows, int width)
        : this(width, new float[checked(rows * width)])
    {
    }

    public FeatureTable(int width, float[] values)
    {
        if (width < 1 || values.Length % width != 0)
            throw new ArgumentException(FormattableString.Invariant($"{values.Length} numbers make no rows of {width}."));
        (Width, Values) = (width, values);
    }

    public int Width { get; }

    public int Rows => Values.Length / Width;

    public float[] Values { get; }

    public Span<float> this[int row] => Values.AsSpan(row * Width, Width);

    /// <summary>The same numbers as rows of another width.</summary>
    public FeatureTable Reshape(int width) => new(width, Values);
}
