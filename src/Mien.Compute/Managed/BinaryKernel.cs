using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Sums and products of elements, with broadcasting.</summary>
internal static unsafe class BinaryKernel
{
    private const int PartLength = 8192;

    public static ManagedKernel Compile(Binary operation, Signature signature) => signature.Kernel(
        binding =>
        {
            var a = binding.Input(0);
            var b = binding.Input(1);
            var y = binding.Output(0);
            var shape = new Broadcast(signature.X, signature.Inputs[1].Shape);
            var (runs, inner) = (shape.SmallRuns(), shape.Inner);
            var pieces = (inner + PartLength - 1) / PartLength;
            var group = Math.Clamp(PartLength / inner, 1, runs.Count);
            binding.Add((runs.Count + group - 1) / group * pieces, signature.X.Count, (part, _) =>
            {
                var (groupIndex, piece) = Math.DivRem(part, pieces);
                var (start, length) = (piece * PartLength, Math.Min(PartLength, inner - (piece * PartLength)));
                for (var run = groupIndex * group; run < Math.Min(runs.Count, (groupIndex + 1) * group); run++)
                {
                    var first = ((long)run * inner) + start;
                    var second = b + runs.Offset(run) + (shape.InnerRepeated ? 0 : start);
                    Apply(operation, a + first, second, shape.InnerRepeated, new Span<float>(y + first, length));
                }
            });
        },
        inPlaceInput: 0);

    private static void Apply(Binary operation, float* a, float* b, bool repeated, Span<float> y)
    {
        var left = new ReadOnlySpan<float>(a, y.Length);
        var right = new ReadOnlySpan<float>(b, repeated ? 1 : y.Length);
        switch (operation.Kind, repeated)
        {
            case (BinaryKind.Add, true):
                TensorPrimitives.Add(left, *b, y);
                break;
            case (BinaryKind.Add, false):
                TensorPrimitives.Add(left, right, y);
                break;
            case (_, true):
                TensorPrimitives.Multiply(left, *b, y);
                break;
            default:
                TensorPrimitives.Multiply(left, right, y);
                break;
        }
        if (operation.FuseRelu)
            TensorPrimitives.Max(y, 0, y);
    }
}
