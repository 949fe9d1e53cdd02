using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Compute.Managed;

/// <summary>Loops over runs of elements for which TensorPrimitives has no single call.</summary>
internal static class RowLoops
{
    private const int SumLength = 2048;

    /// <summary>The sum, f32 within short stretches and double over them.</summary>
    public static double Sum(ReadOnlySpan<float> x)
    {
        var sum = 0.0;
        for (; x.Length > SumLength; x = x[SumLength..])
            sum += System.Numerics.Tensors.TensorPrimitives.Sum(x[..SumLength]);
        return sum + System.Numerics.Tensors.TensorPrimitives.Sum(x);
    }

    /// <summary>The sum of (x − mean)².</summary>
    public static double CentredSquares(ReadOnlySpan<float> x, float mean)
    {
        var total = 0.0;
        for (var start = 0; start < x.Length; start += SumLength)
        {
            var part = x[start..Math.Min(start + SumLength, x.Length)];
            var lanes = Vector<float>.Zero;
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(part);
            foreach (var v in vectors)
            {
                var d = v - new Vector<float>(mean);
                lanes = Vector.MultiplyAddEstimate(d, d, lanes);
            }
            var sum = Vector.Sum(lanes);
            foreach (var v in part[(vectors.Length * Vector<float>.Count)..])
                sum += (v - mean) * (v - mean);
            total += sum;
        }
        return total;
    }

    /// <summary>The sum of dy · (x − mean).</summary>
    public static double CentredProducts(ReadOnlySpan<float> x, float mean, ReadOnlySpan<float> dy)
    {
        var total = 0.0;
        for (var start = 0; start < x.Length; start += SumLength)
        {
            var length = Math.Min(SumLength, x.Length - start);
            var part = x.Slice(start, length);
            var gradients = dy.Slice(start, length);
            var lanes = Vector<float>.Zero;
            var xs = MemoryMarshal.Cast<float, Vector<float>>(part);
            var dys = MemoryMarshal.Cast<float, Vector<float>>(gradients);
            for (var i = 0; i < xs.Length; i++)
                lanes = Vector.MultiplyAddEstimate(xs[i] - new Vector<float>(mean), dys[i], lanes);
            var sum = Vector.Sum(lanes);
            for (var i = xs.Length * Vector<float>.Count; i < length; i++)
                sum += (part[i] - mean) * gradients[i];
            total += sum;
        }
        return total;
    }

    /// <summary>y = (x − centre) · factor + offset; the spans may be the same.</summary>
    public static void Affine(ReadOnlySpan<float> x, float centre, float factor, float offset, Span<float> y)
    {
        var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        var ys = MemoryMarshal.Cast<float, Vector<float>>(y[..x.Length]);
        for (var i = 0; i < xs.Length; i++)
            ys[i] = Vector.MultiplyAddEstimate(xs[i] - new Vector<float>(centre), new Vector<float>(factor), new Vector<float>(offset));
        for (var i = xs.Length * Vector<float>.Count; i < x.Length; i++)
            y[i] = ((x[i] - centre) * factor) + offset;
    }

    /// <summary>target = dy · gain + (x − centre) · slope + offset; target may be dy.</summary>
    public static void AffineSum(ReadOnlySpan<float> dy, float gain, ReadOnlySpan<float> x, float centre, float slope, float offset, Span<float> target)
    {
        var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        var dys = MemoryMarshal.Cast<float, Vector<float>>(dy);
        var targets = MemoryMarshal.Cast<float, Vector<float>>(target[..x.Length]);
        for (var i = 0; i < xs.Length; i++)
        {
            var centred = Vector.MultiplyAddEstimate(xs[i] - new Vector<float>(centre), new Vector<float>(slope), new Vector<float>(offset));
            targets[i] = Vector.MultiplyAddEstimate(dys[i], new Vector<float>(gain), centred);
        }
        for (var i = xs.Length * Vector<float>.Count; i < x.Length; i++)
            target[i] = (dy[i] * gain) + (((x[i] - centre) * slope) + offset);
    }
}
