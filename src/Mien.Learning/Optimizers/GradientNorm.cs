using System.Runtime.Intrinsics;

namespace Mien.Learning.Optimizers;

/// <summary>
/// The Euclidean norm over all gradients of a step, and the factor that clips it. The squares are summed in double over a fixed number of
/// lanes, so the result is the same on any width of SIMD; add the parameters in a fixed order.
/// </summary>
public struct GradientNorm
{
    private double _squares;

    /// <summary>The norm of everything that was added.</summary>
    public readonly double Value => Math.Sqrt(_squares);

    /// <summary>Adds the gradients of one parameter.</summary>
    public void Add(ReadOnlySpan<float> gradient)
    {
        var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var whole = gradient.Length - gradient.Length % Vector512<float>.Count;
        for (var i = 0; i < whole; i += Vector512<float>.Count)
        {
            var (low, high) = Vector512.Widen(Vector512.Create(gradient[i..]));
            even += low * low;
            odd += high * high;
        }

        var sum = 0.0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            sum += even[lane] + odd[lane];
        foreach (var value in gradient[whole..])
            sum += (double)value * value;
        _squares += sum;
    }

    /// <summary>PyTorch's <c>clip_grad_norm_</c>: min(1, largest / (norm + 1e-6)), for <see cref="Optimizer.BeginStep"/>.</summary>
    /// <param name="largest">The norm above which gradients shrink; above 0.</param>
    /// <returns>1 where nothing is clipped; NaN where the norm is not a number, so that the fault is not hidden.</returns>
    public readonly float ClipFactor(double largest)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largest);
        return (float)Math.Min(1, largest / (Value + 1e-6));
    }
}
