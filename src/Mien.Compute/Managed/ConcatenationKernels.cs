using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Concatenation and Slice: for each index left of the axis a run of bytes is copied.</summary>
internal static unsafe class ConcatenationKernels
{
    public static ManagedKernel Concatenate(Concatenation operation, Signature signature) => signature.Kernel(b =>
    {
        var total = RunBytes(signature.Outputs[0], operation.Axis);
        var y = b.OutputBytes(0);
        for (var i = 0; i < signature.Inputs.Count; i++)
        {
            var run = RunBytes(signature.Inputs[i], operation.Axis);
            AddCopies(b, Outer(signature.Inputs[i].Shape, operation.Axis), b.InputBytes(i), run, y, total, run);
            y += run;
        }
    });

    public static ManagedKernel Slice(Slice operation, Signature signature) => signature.Kernel(b =>
    {
        var run = RunBytes(signature.Outputs[0], operation.Axis);
        var total = RunBytes(signature.Inputs[0], operation.Axis);
        var x = b.InputBytes(0) + (run / operation.Length * operation.Start);
        AddCopies(b, Outer(signature.X, operation.Axis), x, total, b.OutputBytes(0), run, run);
    });

    private static void AddCopies(Binding b, int count, byte* source, long sourceStep, byte* target, long targetStep, long bytes)
    {
        var group = (int)Math.Clamp(32768 / bytes, 1, count);
        b.Add((count + group - 1) / group, count * bytes / 4, (part, _) =>
        {
            for (var i = part * group; i < Math.Min(count, (part + 1) * group); i++)
                Buffer.MemoryCopy(source + (i * sourceStep), target + (i * targetStep), bytes, bytes);
        });
    }

    private static int Outer(Shape shape, int axis)
    {
        var count = 1;
        foreach (var d in shape.Dimensions[..axis])
            count *= d;
        return count;
    }

    private static long RunBytes(TensorType type, int axis) => (long)type.Shape.Count / Outer(type.Shape, axis) * type.Element.Size();
}
