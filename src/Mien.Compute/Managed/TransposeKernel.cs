using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Another order of dimensions, of elements of either type: they are moved, not computed.</summary>
internal static unsafe class TransposeKernel
{
    private const int PartElements = 8192;

    public static ManagedKernel Compile(Transpose operation, Signature signature)
    {
        var (sizes, strides) = Merge(operation, signature.X);
        return signature.Kernel(b =>
        {
            if (signature.Inputs[0].Element == ElementType.BFloat16)
                AddRows<ushort>(b, sizes, strides);
            else
                AddRows<float>(b, sizes, strides);
        });
    }

    /// <summary>Copies the innermost dimension of the result element by element, the others counted through.</summary>
    private static void AddRows<T>(Binding b, int[] sizes, int[] strides)
        where T : unmanaged
    {
        var x = (T*)b.InputBytes(0);
        var y = (T*)b.OutputBytes(0);
        var (width, stride, rows, rowStride) = (sizes[^1], strides[^1], sizes[^2], strides[^2]);
        var outer = new StridedIndex(sizes[..^2], strides[..^2]);
        var group = Math.Clamp(PartElements / width, 1, rows);
        var groups = (rows + group - 1) / group;
        b.Add(outer.Count * groups, (long)outer.Count * rows * width, (part, _) =>
        {
            var (plane, first) = (part / groups, part % groups * group);
            var source = x + outer.Offset(plane) + ((long)first * rowStride);
            var target = y + (((long)plane * rows) + first) * width;
            for (var row = first; row < Math.Min(first + group, rows); row++)
            {
                for (var i = 0; i < width; i++)
                    target[i] = source[(long)i * stride];
                target += width;
                source += rowStride;
            }
        });
    }

    /// <summary>
    /// The dimensions of the result and how far neighbours along each lie apart in x, at least two of them. Those that stay beside one another are taken
    /// as one, so that NHWC of NCHW is as quick as the transposition of a matrix.
    /// </summary>
    private static (int[] Sizes, int[] Strides) Merge(Transpose operation, Shape x)
    {
        var apart = new int[x.Rank];
        for (var (axis, next) = (x.Rank - 1, 1); axis >= 0; next *= x[axis--])
            apart[axis] = next;
        List<int> sizes = [1, 1];
        List<int> strides = [0, 0];
        foreach (var axis in operation.Order)
        {
            if (x[axis] == 1)
                continue;
            if (sizes.Count > 2 && strides[^1] == apart[axis] * x[axis])
                (sizes[^1], strides[^1]) = (sizes[^1] * x[axis], apart[axis]);
            else
                (sizes, strides) = ([.. sizes, x[axis]], [.. strides, apart[axis]]);
        }
        return ([.. sizes], [.. strides]);
    }
}
