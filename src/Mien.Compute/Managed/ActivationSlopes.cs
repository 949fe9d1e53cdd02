using System.Numerics;
using System.Runtime.InteropServices;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>The derivatives of activation functions.</summary>
internal static class ActivationSlopes
{
    /// <summary>dx = dy · f′(x); dx may be dy.</summary>
    /// <param name="function">f.</param>
    /// <param name="value">f(x), or x where the function's gradient is taken from its input.</param>
    /// <param name="dy">The gradient of f(x).</param>
    /// <param name="dx">The gradient of x.</param>
    public static void Multiply(ActivationFunction function, ReadOnlySpan<float> value, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var values = MemoryMarshal.Cast<float, Vector<float>>(value);
        var dys = MemoryMarshal.Cast<float, Vector<float>>(dy);
        var dxs = MemoryMarshal.Cast<float, Vector<float>>(dx[..value.Length]);
        for (var i = 0; i < values.Length; i++)
            dxs[i] = Product(function, values[i], dys[i]);
        var (rest, count) = (values.Length * Vector<float>.Count, Vector<float>.Count);
        if (rest == value.Length)
            return;
        // The last few go through a full vector, so that they get the same arithmetic.
        Span<float> last = stackalloc float[2 * count];
        last.Clear();
        value[rest..].CopyTo(last);
        dy[rest..].CopyTo(last[count..]);
        Product(function, new Vector<float>(last), new Vector<float>(last[count..])).CopyTo(last);
        last[..(value.Length - rest)].CopyTo(dx[rest..]);
    }

    private static Vector<float> Product(ActivationFunction function, Vector<float> v, Vector<float> dy)
    {
        var positive = Vector.GreaterThan(v, Vector<float>.Zero);
        switch (function.Kind)
        {
            case ActivationKind.Relu:
                return Vector.ConditionalSelect(positive, dy, Vector<float>.Zero);
            case ActivationKind.Relu6:
                return Vector.ConditionalSelect(positive & Vector.LessThan(v, new Vector<float>(6)), dy, Vector<float>.Zero);
            case ActivationKind.Elu:
                return Vector.ConditionalSelect(positive, dy, dy * (v + new Vector<float>(function.Alpha)));
            case ActivationKind.Silu:
                var gate = Vector<float>.One / (Vector<float>.One + Vector.Exp(-v));
                return dy * gate * Vector.MultiplyAddEstimate(v, Vector<float>.One - gate, Vector<float>.One);
            case ActivationKind.HardSwish:
                var slope = Vector.MultiplyAddEstimate(v, new Vector<float>(1f / 3), new Vector<float>(0.5f));
                var inside = Vector.ConditionalSelect(Vector.LessThan(v, new Vector<float>(3)), dy * slope, dy);
                return Vector.ConditionalSelect(Vector.GreaterThan(v, new Vector<float>(-3)), inside, Vector<float>.Zero);
            default:
                return dy * v * (Vector<float>.One - v);
        }
    }
}
