using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Pooling of one plane.</summary>
internal sealed unsafe class PoolingPlane(PoolingKind kind, Size2 kernel, Window window, Shape input, Shape output)
{
    private readonly int height = input[2];
    private readonly int width = input[3];
    private readonly int outputHeight = output[2];
    private readonly int outputWidth = output[3];

    /// <summary>How many planes there are.</summary>
    public int Count { get; } = input[0] * input[1];

    /// <summary>Elements of an input plane.</summary>
    public int InputSize => height * width;

    /// <summary>Elements of an output plane.</summary>
    public int OutputSize => outputHeight * outputWidth;

    /// <summary>The largest element of each window and, where wanted, its place in the input plane.</summary>
    public void Maxima(float* x, float* y, int* places)
    {
        for (var i = 0; i < OutputSize; i++)
        {
            var (rows, columns) = WindowOf(i);
            var best = (rows.Start * width) + columns.Start;
            var value = x[best];
            for (var r = rows.Start; r < rows.End; r++)
            {
                for (var p = (r * width) + columns.Start; p < (r * width) + columns.End; p++)
                {
                    if (!(x[p] <= value) && !float.IsNaN(value))
                        (best, value) = (p, x[p]);
                }
            }
            y[i] = value;
            if (places != null)
                places[i] = best;
        }
    }

    /// <summary>The mean of each window.</summary>
    public void Averages(float* x, float* y)
    {
        for (var i = 0; i < OutputSize; i++)
        {
            var (rows, columns) = WindowOf(i);
            var sum = 0.0;
            if (columns is (0, _) && columns.End == width)
                sum = RowLoops.Sum(new ReadOnlySpan<float>(x + (rows.Start * width), (rows.End - rows.Start) * width));
            else
                for (var r = rows.Start; r < rows.End; r++)
                    for (var p = (r * width) + columns.Start; p < (r * width) + columns.End; p++)
                        sum += x[p];
            y[i] = (float)(sum / Divisor(rows, columns));
        }
    }

    /// <summary>Gives each element of a window its share of the window's gradient.</summary>
    public void SpreadAverages(float* dy, float* dx)
    {
        for (var i = 0; i < OutputSize; i++)
        {
            var (rows, columns) = WindowOf(i);
            var share = dy[i] / Divisor(rows, columns);
            for (var r = rows.Start; r < rows.End; r++)
                for (var p = (r * width) + columns.Start; p < (r * width) + columns.End; p++)
                    dx[p] += share;
        }
    }

    private int Divisor((int Start, int End) rows, (int Start, int End) columns) => kind == PoolingKind.AverageCountingPadding
        ? kernel.Height * kernel.Width
        : Math.Max(1, (rows.End - rows.Start) * (columns.End - columns.Start));

    /// <summary>The part of a window that lies in the picture.</summary>
    private ((int Start, int End) Rows, (int Start, int End) Columns) WindowOf(int index)
    {
        var (row, column) = Math.DivRem(index, outputWidth);
        var (top, left) = ((row * window.Stride.Height) - window.PadBegin.Height, (column * window.Stride.Width) - window.PadBegin.Width);
        return ((Math.Max(top, 0), Math.Min(top + kernel.Height, height)), (Math.Max(left, 0), Math.Min(left + kernel.Width, width)));
    }
}
