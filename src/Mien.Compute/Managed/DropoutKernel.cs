using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Dropout in training: draws the mask and multiplies by it.</summary>
internal static unsafe class DropoutKernel
{
    public static ManagedKernel Compile(DropoutTraining operation, Signature signature) => signature.Kernel(
        b =>
        {
            var x = b.Input(0);
            var seed = b.Input(1);
            var y = b.Output(0);
            var mask = b.Output(1);
            b.AddElementwise(signature.X.Count, 3, (start, count) =>
            {
                var factors = new Span<float>(mask + start, count);
                new DropoutMask(operation.Rate, operation.Salt, new ReadOnlySpan<float>(seed, 2)).Fill(factors, start);
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(x + start, count), factors, new Span<float>(y + start, count));
            });
        },
        inPlaceInput: 0);
}
