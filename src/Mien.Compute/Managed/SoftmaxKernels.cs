using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Softmax, its logarithm, and their gradients, along any axis.</summary>
internal static unsafe class SoftmaxKernels
{
    public static ManagedKernel Forward(Softmax operation, Signature signature) => signature.Kernel(
        b =>
        {
            var x = b.Input(0);
            var y = b.Output(0);
            var rows = new Rows(b, signature.X, operation.Axis, scratchRows: 1);
            rows.AddStage(b, (row, scratch) =>
            {
                var values = new Span<float>(scratch, rows.Length);
                rows.Gather(x, row, scratch);
                TensorPrimitives.Subtract(values, TensorPrimitives.Max<float>(values), values);
                if (operation.Logarithm)
                {
                    TensorPrimitives.Subtract(values, (float)Math.Log(SumOfExponentials(values)), values);
                }
                else
                {
                    TensorPrimitives.Exp(values, values);
                    TensorPrimitives.Multiply(values, (float)(1 / RowLoops.Sum(values)), values);
                }
                rows.Scatter(scratch, y, row);
            });
        },
        inPlaceInput: 0);

    public static ManagedKernel Gradient(SoftmaxGradient operation, Signature signature) => signature.Kernel(
        b =>
        {
            var y = b.Input(0);
            var dy = b.Input(1);
            var dx = b.Output(0);
            var rows = new Rows(b, signature.X, operation.Axis, scratchRows: 2);
            rows.AddStage(b, (row, scratch) =>
            {
                var values = new Span<float>(scratch, rows.Length);
                var gradients = new Span<float>(scratch + rows.Length, rows.Length);
                rows.Gather(y, row, scratch);
                rows.Gather(dy, row, scratch + rows.Length);
                if (operation.Logarithm)
                {
                    var sum = (float)RowLoops.Sum(gradients);
                    TensorPrimitives.Exp(values, values);
                    TensorPrimitives.Multiply(values, sum, values);
                    TensorPrimitives.Subtract(gradients, values, gradients);
                }
                else
                {
                    TensorPrimitives.Subtract(gradients, TensorPrimitives.Dot<float>(gradients, values), gradients);
                    TensorPrimitives.Multiply(gradients, values, gradients);
                }
                rows.Scatter(scratch + rows.Length, dx, row);
            });
        },
        inPlaceInput: 1);

    private static double SumOfExponentials(ReadOnlySpan<float> values)
    {
        const int Length = 256;
        Span<float> exponentials = stackalloc float[Length];
        var sum = 0.0;
        for (var i = 0; i < values.Length; i += Length)
        {
            var part = values[i..Math.Min(i + Length, values.Length)];
            TensorPrimitives.Exp(part, exponentials);
            sum += TensorPrimitives.Sum(exponentials[..part.Length]);
        }
        return sum;
    }

    private delegate void RowBody(int row, float* scratch);

    /// <summary>The elements along an axis, made contiguous in scratch memory.</summary>
    private sealed class Rows
    {
        private readonly int count;
        private readonly int stride;
        private readonly int scratchLength;
        private readonly float* scratch;

        public Rows(Binding b, Shape shape, int axis, int scratchRows)
        {
            Length = shape[axis];
            count = shape.Count / Length;
            stride = 1;
            foreach (var d in shape.Dimensions[(axis + 1)..])
                stride *= d;
            scratchLength = scratchRows * Length;
            scratch = b.Scratch<float>((long)scratchLength * b.Slots);
        }

        public int Length { get; }

        public void AddStage(Binding b, RowBody body)
        {
            var group = Math.Clamp(4096 / Length, 1, count);
            b.Add((count + group - 1) / group, 10L * count * Length, (part, slot) =>
            {
                for (var row = part * group; row < Math.Min(count, (part + 1) * group); row++)
                    body(row, scratch + ((long)slot * scratchLength));
            });
        }

        public void Gather(float* source, int row, float* target)
        {
            source += First(row);
            if (stride == 1)
                new Span<float>(source, Length).CopyTo(new Span<float>(target, Length));
            else
                for (var i = 0; i < Length; i++)
                    target[i] = source[(long)i * stride];
        }

        public void Scatter(float* source, float* target, int row)
        {
            target += First(row);
            if (stride == 1)
                new Span<float>(source, Length).CopyTo(new Span<float>(target, Length));
            else
                for (var i = 0; i < Length; i++)
                    target[(long)i * stride] = source[i];
        }

        private long First(int row) => ((long)(row / stride) * stride * Length) + (row % stride);
    }
}
