using System.Numerics;

namespace Mien.Learning.Features;

/// <summary>
/// Local binary patterns: a bit for each neighbour of a pixel says whether it is darker (or not darker) than the pixel (Ojala, Pietikäinen, Mäenpää,
/// "Multiresolution gray-scale and rotation invariant texture classification with local binary patterns", 2002). Beyond the picture everything is black.
/// </summary>
internal sealed class LocalBinaryPatterns
{
    private readonly LbpOptions _options;
    private readonly double[] _rows;
    private readonly double[] _columns;
    private readonly int[] _values;

    public LocalBinaryPatterns(LbpOptions options)
    {
        _options = options;
        (_rows, _columns) = options.Sampling == LbpSampling.Square ? Square(options.Radius) : Circle(options.Points, options.Radius);
        _values = [.. Enumerable.Range(0, 1 << options.Points).Select(code => Value(code, options))];
    }

    /// <summary>The values in the histograms of a picture.</summary>
    public int Length => _options.Grid * _options.Grid * _options.Bins;

    /// <summary>The code of every pixel.</summary>
    /// <param name="pixels">H×W grey values.</param>
    /// <param name="width">W.</param>
    /// <param name="codes">H×W values below the options' <see cref="LbpOptions.Bins"/>.</param>
    public void Codes(ReadOnlySpan<byte> pixels, int width, Span<int> codes)
    {
        for (var at = 0; at < pixels.Length; at++)
        {
            var (y, x) = Math.DivRem(at, width);
            var code = 0;
            for (var k = 0; k < _rows.Length; k++)
            {
                var darker = At(pixels, width, y + _rows[k], x + _columns[k]) < pixels[at];
                code |= (darker == (_options.Compare == LbpComparison.Darker) ? 1 : 0) << k;
            }
            codes[at] = _values[code];
        }
    }

    /// <summary>The shares of the values in each cell of the grid, cell by cell.</summary>
    /// <param name="pixels">H×W grey values.</param>
    /// <param name="width">W.</param>
    /// <param name="histograms">Grid×grid×bins shares, each cell's sum 1.</param>
    public void Histograms(ReadOnlySpan<byte> pixels, int width, Span<float> histograms)
    {
        var (height, bins, grid) = (pixels.Length / width, _options.Bins, _options.Grid);
        var codes = new int[pixels.Length];
        Codes(pixels, width, codes);
        histograms.Clear();
        for (var cell = 0; cell < grid * grid; cell++)
        {
            var (row, column) = Math.DivRem(cell, grid);
            var (top, bottom, left, right) = (row * height / grid, (row + 1) * height / grid, column * width / grid, (column + 1) * width / grid);
            var share = 1f / Math.Max(1, (bottom - top) * (right - left));
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                    histograms[(cell * bins) + codes[(y * width) + x]] += share;
            }
        }
    }

    private static (double[] Rows, double[] Columns) Square(int radius) => (
        [-radius, -radius, 0, radius, radius, radius, 0, -radius],
        [0, radius, radius, radius, 0, -radius, -radius, -radius]);

    /// <summary>Rounded to five places, as scikit-image does, so that points which should be pixels are.</summary>
    private static (double[] Rows, double[] Columns) Circle(int points, int radius) => (
        [.. Enumerable.Range(0, points).Select(k => Math.Round(-radius * Math.Sin(2 * Math.PI * k / points), 5))],
        [.. Enumerable.Range(0, points).Select(k => Math.Round(radius * Math.Cos(2 * Math.PI * k / points), 5))]);

    private static double At(ReadOnlySpan<byte> pixels, int width, double y, double x)
    {
        var (top, left, bottom, right) = ((int)Math.Floor(y), (int)Math.Floor(x), (int)Math.Ceiling(y), (int)Math.Ceiling(x));
        var (down, across) = (y - top, x - left);
        var upper = ((1 - across) * Pixel(pixels, width, top, left)) + (across * Pixel(pixels, width, top, right));
        var lower = ((1 - across) * Pixel(pixels, width, bottom, left)) + (across * Pixel(pixels, width, bottom, right));
        return ((1 - down) * upper) + (down * lower);
    }

    private static double Pixel(ReadOnlySpan<byte> pixels, int width, int y, int x) =>
        (uint)x >= (uint)width || (uint)y >= (uint)(pixels.Length / width) ? 0 : pixels[(y * width) + x];

    private static int Value(int code, LbpOptions options)
    {
        var (points, ones) = (options.Points, BitOperations.PopCount((uint)code));
        if (options.Patterns == LbpPatterns.All)
            return code;
        var turned = (code >> 1) | ((code & 1) << (points - 1));
        var uniform = BitOperations.PopCount((uint)(code ^ turned)) <= 2;
        if (options.Patterns == LbpPatterns.RotationInvariantUniform)
            return uniform ? ones : points + 1;
        if (!uniform)
            return (points * (points - 1)) + 2;
        return ones == 0 ? 0 : ones == points ? (points * (points - 1)) + 1 : 1 + ((ones - 1) * points) + Rotation(code, ones, points);
    }

    /// <summary>How far a uniform code is turned, counted as scikit-image counts it.</summary>
    private static int Rotation(int code, int ones, int points) => (code & 1) == 1
        ? ones - BitOperations.TrailingZeroCount(~(uint)code)
        : points - BitOperations.TrailingZeroCount((uint)code);
}
