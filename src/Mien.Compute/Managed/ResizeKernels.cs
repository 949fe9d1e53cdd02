using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Resizing and its gradient, row by row: two rows become one with vectors, then the row's elements are gathered or scattered.</summary>
internal static unsafe class ResizeKernels
{
    public static ManagedKernel Forward(Resize operation, Signature signature) => signature.Kernel(b =>
    {
        var x = b.Input(0);
        var y = b.Output(0);
        var (rows, columns) = Axes(operation.Kind, signature.X, signature.Y);
        var (inputSize, width, outputWidth) = (signature.X[2] * signature.X[3], signature.X[3], signature.Y[3]);
        var scratch = b.Scratch<float>((long)width * b.Slots);
        b.Add(signature.X[0] * signature.X[1], 4L * signature.Y.Count, (part, slot) =>
        {
            var line = new Span<float>(scratch + ((long)slot * width), width);
            var plane = new ReadOnlySpan<float>(x + ((long)part * inputSize), inputSize);
            for (var r = 0; r < rows.First.Length; r++)
            {
                Mix(plane.Slice(rows.First[r] * width, width), plane.Slice(rows.Second[r] * width, width), rows.Share[r], line);
                Gather(line, columns, new Span<float>(y + ((((long)part * rows.First.Length) + r) * outputWidth), outputWidth));
            }
        });
    });

    public static ManagedKernel Gradient(ResizeGradient operation, Signature signature) => signature.Kernel(b =>
    {
        var dy = b.Input(0);
        var dx = b.Output(0);
        var (rows, columns) = Axes(operation.Kind, signature.Y, signature.X);
        var (inputSize, width, outputWidth) = (signature.Y[2] * signature.Y[3], signature.Y[3], signature.X[3]);
        var scratch = b.Scratch<float>((long)width * b.Slots);
        b.Add(signature.X[0] * signature.X[1], 4L * signature.X.Count, (part, slot) =>
        {
            var line = new Span<float>(scratch + ((long)slot * width), width);
            var plane = new Span<float>(dx + ((long)part * inputSize), inputSize);
            plane.Clear();
            for (var r = 0; r < rows.First.Length; r++)
            {
                Scatter(new ReadOnlySpan<float>(dy + ((((long)part * rows.First.Length) + r) * outputWidth), outputWidth), columns, line);
                var first = plane.Slice(rows.First[r] * width, width);
                var second = plane.Slice(rows.Second[r] * width, width);
                TensorPrimitives.MultiplyAdd(line, 1 - rows.Share[r], first, first);
                if (rows.Share[r] != 0)
                    TensorPrimitives.MultiplyAdd(line, rows.Share[r], second, second);
            }
        });
    });

    private static (ResizeAxis Rows, ResizeAxis Columns) Axes(ResizeKind kind, Shape source, Shape target) =>
        (new ResizeAxis(kind, source[2], target[2]), new ResizeAxis(kind, source[3], target[3]));

    private static void Mix(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float share, Span<float> line)
    {
        first.CopyTo(line);
        if (share == 0)
            return;
        TensorPrimitives.Multiply(line, 1 - share, line);
        TensorPrimitives.MultiplyAdd(second, share, line, line);
    }

    private static void Gather(ReadOnlySpan<float> line, ResizeAxis columns, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = (line[columns.First[i]] * (1 - columns.Share[i])) + (line[columns.Second[i]] * columns.Share[i]);
    }

    private static void Scatter(ReadOnlySpan<float> dy, ResizeAxis columns, Span<float> line)
    {
        line.Clear();
        for (var i = 0; i < dy.Length; i++)
        {
            line[columns.First[i]] += dy[i] * (1 - columns.Share[i]);
            line[columns.Second[i]] += dy[i] * columns.Share[i];
        }
    }
}
