using Mien.Imaging;

namespace Mien.Learning.Protocol;

/// <summary>A picture in grey, averaged over the cells of a square grid.</summary>
internal static class GreyGrid
{
    /// <summary>Writes the mean luma (0 to 255, BT.601) of each cell; where the picture is smaller than the grid, cells show their nearest pixel.</summary>
    public static void Fill(Image picture, int side, Span<float> cells)
    {
        for (var row = 0; row < side; row++)
        {
            var (top, bottom) = Cell(row, side, picture.Height);
            for (var column = 0; column < side; column++)
            {
                var (left, right) = Cell(column, side, picture.Width);
                long sum = 0;
                for (var y = top; y < bottom; y++)
                    sum += Sum(picture.Row(y)[(left * picture.Channels)..(right * picture.Channels)], picture.Channels);
                cells[row * side + column] = (float)(sum / 1000.0 / ((bottom - top) * (right - left)));
            }
        }
    }

    private static (int From, int To) Cell(int index, int side, int length)
    {
        var from = (int)((long)index * length / side);
        return (from, Math.Max(from + 1, (int)((long)(index + 1) * length / side)));
    }

    private static long Sum(ReadOnlySpan<byte> values, int channels)
    {
        long sum = 0;
        if (channels == 1)
        {
            foreach (var value in values)
                sum += value;
            return 1000 * sum;
        }
        for (var i = 0; i < values.Length; i += 3)
            sum += 299 * values[i] + 587 * values[i + 1] + 114 * values[i + 2];
        return sum;
    }
}
