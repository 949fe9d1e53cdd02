namespace Mien.Learning.Features;

/// <summary>
/// Histograms of oriented gradients (Dalal, Triggs, "Histograms of oriented gradients for human detection", 2005): unsigned orientations, a vote by magnitude
/// into one bin of one cell, overlapping blocks normalised by L2-Hys. Equal to scikit-image's <c>hog</c>.
/// </summary>
internal sealed class HistogramOfGradients(HogOptions options)
{
    private const double Epsilon = 1e-5;
    private const double Clip = 0.2;

    /// <summary>The values of a picture.</summary>
    public int Length(int width, int height)
    {
        var blocks = (Down: (height / options.Cell) - options.Block + 1, Across: (width / options.Cell) - options.Block + 1);
        return Math.Max(0, blocks.Down) * Math.Max(0, blocks.Across) * options.Block * options.Block * options.Orientations;
    }

    /// <summary>Describes a picture.</summary>
    /// <param name="pixels">H×W grey values.</param>
    /// <param name="width">W.</param>
    /// <param name="values">Blocks down × blocks across × cells down × cells across × orientations.</param>
    public void Describe(ReadOnlySpan<byte> pixels, int width, Span<float> values)
    {
        var cells = Cells(pixels, width);
        var (down, across) = (pixels.Length / width / options.Cell, width / options.Cell);
        var length = options.Block * options.Block * options.Orientations;
        var block = new double[length];
        var at = 0;
        for (var y = 0; y + options.Block <= down; y++)
        {
            for (var x = 0; x + options.Block <= across; x++)
            {
                for (var i = 0; i < options.Block; i++)
                    cells.AsSpan((((y + i) * across) + x) * options.Orientations, length / options.Block).CopyTo(block.AsSpan(i * length / options.Block));
                Normalize(block);
                foreach (var value in block)
                    values[at++] = (float)value;
            }
        }
    }

    private double[] Cells(ReadOnlySpan<byte> pixels, int width)
    {
        var (height, cell, bins) = (pixels.Length / width, options.Cell, options.Orientations);
        var (down, across) = (height / cell, width / cell);
        var cells = new double[down * across * bins];
        for (var y = 0; y < down * cell; y++)
        {
            for (var x = 0; x < across * cell; x++)
            {
                var at = (y * width) + x;
                var rise = y > 0 && y < height - 1 ? (double)pixels[at + width] - pixels[at - width] : 0;
                var run = x > 0 && x < width - 1 ? (double)pixels[at + 1] - pixels[at - 1] : 0;
                var angle = Math.Atan2(rise, run) * (180 / Math.PI);
                var orientation = angle < 0 ? angle + 180 : angle >= 180 ? angle - 180 : angle;
                var bin = Math.Min((int)(orientation / (180.0 / bins)), bins - 1);
                cells[(((y / cell * across) + (x / cell)) * bins) + bin] += Math.Sqrt((rise * rise) + (run * run)) / (cell * cell);
            }
        }
        return cells;
    }

    private static void Normalize(Span<double> block)
    {
        Scale(block, double.PositiveInfinity);
        Scale(block, Clip);
    }

    private static void Scale(Span<double> block, double clip)
    {
        var sum = Epsilon * Epsilon;
        foreach (ref var value in block)
        {
            value = Math.Min(value, clip);
            sum += value * value;
        }
        var norm = Math.Sqrt(sum);
        foreach (ref var value in block)
            value /= norm;
    }
}
