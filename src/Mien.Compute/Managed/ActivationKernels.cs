using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Activation functions and their gradients.</summary>
internal static unsafe class ActivationKernels
{
    public static ManagedKernel Forward(Activation operation, Signature signature) => signature.Kernel(
        b =>
        {
            var x = b.Input(0);
            var y = b.Output(0);
            b.AddElementwise(signature.X.Count, Cost(operation.Function), (start, count) =>
                Apply(operation.Function, new ReadOnlySpan<float>(x + start, count), new Span<float>(y + start, count)));
        },
        inPlaceInput: 0);

    public static ManagedKernel Gradient(ActivationGradient operation, Signature signature) => signature.Kernel(
        b =>
        {
            var y = b.Input(0);
            var dy = b.Input(1);
            var dx = b.Output(0);
            b.AddElementwise(signature.X.Count, operation.Function.Kind == ActivationKind.Silu ? 8 : 2, (start, count) =>
            {
                var values = new ReadOnlySpan<float>(y + start, count);
                var gradients = new ReadOnlySpan<float>(dy + start, count);
                ActivationSlopes.Multiply(operation.Function, values, gradients, new Span<float>(dx + start, count));
            });
        },
        inPlaceInput: 1);

    /// <summary>The function of each element; the spans may be the same.</summary>
    public static void Apply(ActivationFunction function, ReadOnlySpan<float> x, Span<float> y)
    {
        switch (function.Kind)
        {
            case ActivationKind.Relu:
                TensorPrimitives.Max(x, 0, y);
                break;
            case ActivationKind.Sigmoid:
                TensorPrimitives.Sigmoid(x, y);
                break;
            case ActivationKind.Relu6:
                TensorPrimitives.Clamp(x, 0, 6, y);
                break;
            case ActivationKind.Silu or ActivationKind.HardSwish:
                ApplyGate(function.Kind, x, y);
                break;
            default:
                ApplyElu(function.Alpha, x, y);
                break;
        }
    }

    private static void ApplyElu(float alpha, ReadOnlySpan<float> x, Span<float> y)
    {
        const int Length = 256;
        Span<float> negative = stackalloc float[Length];
        for (var i = 0; i < x.Length; i += Length)
        {
            var source = x[i..Math.Min(i + Length, x.Length)];
            var part = negative[..source.Length];
            TensorPrimitives.Min(source, 0, part);
            TensorPrimitives.ExpM1(part, part);
            TensorPrimitives.Multiply(part, alpha, part);
            TensorPrimitives.Max(source, 0, y.Slice(i, source.Length));
            TensorPrimitives.Add(y.Slice(i, source.Length), part, y.Slice(i, source.Length));
        }
    }

    /// <summary>x times a function of x that lies between 0 and 1.</summary>
    private static void ApplyGate(ActivationKind kind, ReadOnlySpan<float> x, Span<float> y)
    {
        const int Length = 256;
        Span<float> gates = stackalloc float[Length];
        for (var i = 0; i < x.Length; i += Length)
        {
            var source = x[i..Math.Min(i + Length, x.Length)];
            var gate = gates[..source.Length];
            if (kind == ActivationKind.Silu)
            {
                TensorPrimitives.Sigmoid(source, gate);
            }
            else
            {
                TensorPrimitives.Add(source, 3, gate);
                TensorPrimitives.Clamp(gate, 0, 6, gate);
                TensorPrimitives.Multiply(gate, 1f / 6, gate);
            }
            TensorPrimitives.Multiply(source, gate, y.Slice(i, source.Length));
        }
    }

    private static int Cost(ActivationFunction function) => function.Kind is ActivationKind.Relu or ActivationKind.Relu6 ? 1 : 8;
}
