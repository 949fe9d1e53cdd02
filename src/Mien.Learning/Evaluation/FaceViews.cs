namespace Mien.Learning.Evaluation;

/// <summary>Makes the views of test-time augmentation from a model's inputs.</summary>
internal sealed class FaceViews
{
    private const double CropShare = 11.0 / 12;
    private static readonly (double X, double Y)[] Whole = [(double.NaN, double.NaN)];
    private static readonly (double X, double Y)[] Crops = [(0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.5)];
    private readonly (double X, double Y)[] places;
    private readonly bool isMirrored;

    public FaceViews(TestTimeAugmentation kind)
    {
        places = kind == TestTimeAugmentation.TenCrop ? Crops : Whole;
        isMirrored = kind != TestTimeAugmentation.None;
    }

    /// <summary>How many views there are.</summary>
    public int Count => places.Length * (isMirrored ? 2 : 1);

    /// <summary>Makes one view of square planes.</summary>
    /// <param name="view">Which, from 0; 0 of an unaugmented face is the face.</param>
    /// <param name="planes">Any number of planes of size × size values.</param>
    /// <param name="size">Their side.</param>
    /// <param name="target">Receives as many values.</param>
    public void Fill(int view, ReadOnlySpan<float> planes, int size, Span<float> target)
    {
        var (x, y) = places[view % places.Length];
        var area = size * size;
        for (var plane = 0; plane < planes.Length; plane += area)
        {
            if (double.IsNaN(x))
                planes.Slice(plane, area).CopyTo(target[plane..]);
            else
                Crop(planes.Slice(plane, area), size, x, y, target.Slice(plane, area));
        }
        if (view < places.Length)
            return;
        for (var row = 0; row < target.Length; row += size)
            target.Slice(row, size).Reverse();
    }

    /// <summary>Scales a window up to the whole by bilinear interpolation, pixel centres at half.</summary>
    private static void Crop(ReadOnlySpan<float> plane, int size, double x, double y, Span<float> target)
    {
        var side = Math.Round(size * CropShare);
        var (left, top, step) = (x * (size - side), y * (size - side), side / size);
        for (var row = 0; row < size; row++)
        {
            var (above, below, down) = Neighbours(top + ((row + 0.5) * step) - 0.5, size);
            for (var column = 0; column < size; column++)
            {
                var (before, after, across) = Neighbours(left + ((column + 0.5) * step) - 0.5, size);
                var upper = float.Lerp(plane[(above * size) + before], plane[(above * size) + after], across);
                var lower = float.Lerp(plane[(below * size) + before], plane[(below * size) + after], across);
                target[(row * size) + column] = float.Lerp(upper, lower, down);
            }
        }
    }

    private static (int First, int Second, float Share) Neighbours(double place, int size)
    {
        var clamped = Math.Clamp(place, 0, size - 1);
        var first = (int)clamped;
        return (first, Math.Min(first + 1, size - 1), (float)(clamped - first));
    }
}
