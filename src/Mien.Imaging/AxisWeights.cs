namespace Mien.Imaging;

/// <summary>For each output position along one side: the first source sample and the weights of it and its followers, which sum to one.</summary>
internal sealed class AxisWeights
{
    private AxisWeights(int size, int stride) =>
        (Starts, Counts, Stride, Weights) = (new int[size], new int[size], stride, new float[size * stride]);

    public int[] Starts { get; }

    public int[] Counts { get; }

    /// <summary>The room between the weights of one position and those of the next.</summary>
    public int Stride { get; }

    public float[] Weights { get; }

    public static AxisWeights Create(int sourceSize, int size) => sourceSize > size ? Area(sourceSize, size) : Linear(sourceSize, size);

    private static AxisWeights Area(int sourceSize, int size)
    {
        var scale = (double)sourceSize / size;
        var result = new AxisWeights(size, (int)Math.Ceiling(scale) + 1);
        for (var i = 0; i < size; i++)
        {
            var (from, to) = (i * scale, Math.Min((i + 1) * scale, sourceSize));
            var (first, end) = ((int)from, Math.Min((int)Math.Ceiling(to), sourceSize));

            // A sliver that only rounding makes is no sample.
            if (to - (end - 1) < 1e-6)
                end--;
            result.Starts[i] = first;
            result.Counts[i] = end - first;
            for (var k = first; k < end; k++)
                result.Weights[(i * result.Stride) + k - first] = (float)((Math.Min(k + 1, to) - Math.Max(k, from)) / (to - from));
        }

        return result;
    }

    private static AxisWeights Linear(int sourceSize, int size)
    {
        var scale = (double)sourceSize / size;
        var result = new AxisWeights(size, 2);
        for (var i = 0; i < size; i++)
        {
            var at = Math.Clamp(((i + 0.5) * scale) - 0.5, 0, sourceSize - 1);
            var index = Math.Max(0, Math.Min((int)at, sourceSize - 2));
            result.Starts[i] = index;
            result.Counts[i] = Math.Min(2, sourceSize);
            result.Weights[2 * i] = (float)(1 - (at - index));
            result.Weights[(2 * i) + 1] = (float)(at - index);
        }

        return result;
    }
}
