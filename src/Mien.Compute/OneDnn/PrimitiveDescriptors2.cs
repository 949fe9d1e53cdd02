using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn;

/// <summary>oneDNN 2.6 and later 2.x: operations are described by structs that <c>…_desc_init</c> fills.</summary>
internal sealed unsafe class PrimitiveDescriptors2(EngineHandle engine) : PrimitiveDescriptors
{
    private const int AnyTag = 1;
    private const int UserScratchpad = 1;
    private const int BlocksOf16 = 69;
    private const int BlocksOf8 = 93;

    /// <summary>Where <c>data_type</c> stands in <c>dnnl_memory_desc_t</c>, in units of four bytes: after the rank and twelve dimensions.</summary>
    private const int DataTypeOffset = 26;

    /// <summary>The layouts that oneDNN gives pictures: channels last, and channels in blocks of 16, 8 and 4.</summary>
    private static readonly int[] PictureTags = [20, BlocksOf16, BlocksOf8, 75, 5];

    private delegate int Initialiser(byte* operation);

    public override MemoryDescriptor Strided(DataType type, ReadOnlySpan<int> dimensions, ReadOnlySpan<long> strides)
    {
        var (longs, result) = (Longs(dimensions), new MemoryDescriptor(dimensions));
        var steps = strides.IsEmpty ? RowMajor(dimensions) : strides.ToArray();
        fixed (long* d = longs, s = steps)
            OneDnnException.ThrowIfFailed(Dnnl2.MemoryInitByStrides(result.Address, dimensions.Length, d, type, s), "memory descriptor", new Shape(dimensions).ToString());
        return result;
    }

    public override MemoryDescriptor Any(DataType type, ReadOnlySpan<int> dimensions) => Tagged(type, dimensions, AnyTag);

    public override MemoryDescriptor? Like(MemoryDescriptor layout, DataType type, ReadOnlySpan<int> dimensions)
    {
        if (layout.Dimensions.Length != 4 || dimensions.Length != 4)
            return null;
        var layoutType = (DataType)((int*)layout.Address)[DataTypeOffset];
        foreach (var tag in PictureTags)
        {
            if (Tagged(layoutType, layout.Dimensions, tag).Equals(layout))
                return Tagged(type, dimensions, tag);
        }
        return null;
    }

    public override MemoryDescriptor Blocked(DataType type, ReadOnlySpan<int> dimensions, int channels) =>
        Tagged(type, dimensions, channels == 16 ? BlocksOf16 : BlocksOf8);

    public override MemoryDescriptor? Block(MemoryDescriptor parent, ReadOnlySpan<int> dimensions, ReadOnlySpan<int> offsets)
    {
        var result = new MemoryDescriptor(dimensions);
        fixed (long* d = Longs(dimensions), o = Longs(offsets))
            return Dnnl2.MemoryInitSubmemory(result.Address, parent.Address, d, o) == 0 ? result : null;
    }

    public override PrimitiveDescriptor ConvolutionForward(ConvolutionDescription t, Propagation kind, PostOperations? post, string subject)
    {
        fixed (long* g = Geometry(t.Window))
        {
            var geometry = g;
            return Create("convolution", subject, null, post, op => Dnnl2.ConvolutionForward(
                op, kind, Algorithm.ConvolutionDirect, t.Source.Address, t.Weights.Address, AddressOf(t.Bias), t.Destination.Address,
                geometry, geometry + 2, geometry + 4, geometry + 6));
        }
    }

    public override PrimitiveDescriptor ConvolutionBackwardData(ConvolutionDescription t, PrimitiveDescriptor forward, string subject)
    {
        fixed (long* g = Geometry(t.Window))
        {
            var geometry = g;
            return Create("convolution backward data", subject, forward, null, op => Dnnl2.ConvolutionBackwardData(
                op, Algorithm.ConvolutionDirect, t.Source.Address, t.Weights.Address, t.Destination.Address, geometry, geometry + 2, geometry + 4, geometry + 6));
        }
    }

    public override PrimitiveDescriptor ConvolutionBackwardWeights(ConvolutionDescription t, PrimitiveDescriptor forward, string subject)
    {
        fixed (long* g = Geometry(t.Window))
        {
            var geometry = g;
            return Create("convolution backward weights", subject, forward, null, op => Dnnl2.ConvolutionBackwardWeights(
                op, Algorithm.ConvolutionDirect, t.Source.Address, t.Weights.Address, AddressOf(t.Bias), t.Destination.Address,
                geometry, geometry + 2, geometry + 4, geometry + 6));
        }
    }

    public override PrimitiveDescriptor BatchNormalizationForward(
        Propagation kind, MemoryDescriptor data, float epsilon, NormalizationFlags flags, string subject) =>
        Create("batch normalisation", subject, null, null, op => Dnnl2.BatchNormalizationForward(op, kind, data.Address, epsilon, flags));

    public override PrimitiveDescriptor BatchNormalizationBackward(
        MemoryDescriptor gradient, MemoryDescriptor data, float epsilon, NormalizationFlags flags, PrimitiveDescriptor forward, string subject) =>
        Create("batch normalisation backward", subject, forward, null, op => Dnnl2.BatchNormalizationBackward(
            op, Propagation.Backward, gradient.Address, data.Address, epsilon, flags));

    public override PrimitiveDescriptor PoolingForward(PoolingDescription t, Propagation kind, PostOperations? post, string subject)
    {
        fixed (long* g = Geometry(t.Window, t.Kernel))
        {
            var geometry = g;
            return Create("pooling", subject, null, post, op => Dnnl2.PoolingForward(
                op, kind, t.Algorithm, t.Source.Address, t.Destination.Address, geometry, geometry + 2, geometry + 4, geometry + 6));
        }
    }

    public override PrimitiveDescriptor PoolingBackward(PoolingDescription t, PrimitiveDescriptor forward, string subject)
    {
        fixed (long* g = Geometry(t.Window, t.Kernel))
        {
            var geometry = g;
            return Create("pooling backward", subject, forward, null, op => Dnnl2.PoolingBackward(
                op, t.Algorithm, t.Source.Address, t.Destination.Address, geometry, geometry + 2, geometry + 4, geometry + 6));
        }
    }

    public override PrimitiveDescriptor EltwiseForward(Algorithm algorithm, MemoryDescriptor data, ActivationFunction function, string subject) =>
        Create("eltwise", subject, null, null, op => Dnnl2.EltwiseForward(
            op, Propagation.ForwardTraining, algorithm, data.Address, Algorithms.Alpha(function), Algorithms.Beta(function)));

    public override PrimitiveDescriptor EltwiseBackward(
        Algorithm algorithm, MemoryDescriptor gradient, MemoryDescriptor data, ActivationFunction function, PrimitiveDescriptor forward, string subject) =>
        Create("eltwise backward", subject, forward, null, op => Dnnl2.EltwiseBackward(
            op, algorithm, gradient.Address, data.Address, Algorithms.Alpha(function), Algorithms.Beta(function)));

    public override PrimitiveDescriptor SoftmaxForward(Algorithm algorithm, MemoryDescriptor data, int axis, string subject) =>
        Create("softmax", subject, null, null, op => Dnnl2.SoftmaxForward(op, Propagation.ForwardTraining, algorithm, data.Address, data.Address, axis));

    public override PrimitiveDescriptor SoftmaxBackward(Algorithm algorithm, MemoryDescriptor data, int axis, PrimitiveDescriptor forward, string subject) =>
        Create("softmax backward", subject, forward, null, op => Dnnl2.SoftmaxBackward(op, algorithm, data.Address, data.Address, data.Address, axis));

    public override PrimitiveDescriptor MatMul(MemoryDescriptor a, MemoryDescriptor b, MemoryDescriptor? bias, MemoryDescriptor destination, string subject) =>
        Create("matmul", subject, null, null, op => Dnnl2.MatMul(op, a.Address, b.Address, AddressOf(bias), destination.Address));

    public override PrimitiveDescriptor Binary(
        Algorithm algorithm, MemoryDescriptor a, MemoryDescriptor b, MemoryDescriptor destination, PostOperations? post, string subject) =>
        Create("binary", subject, null, post, op => Dnnl2.Binary(op, algorithm, a.Address, b.Address, destination.Address));

    public override PrimitiveDescriptor Reduction(Algorithm algorithm, MemoryDescriptor source, MemoryDescriptor destination, string subject) =>
        Create("reduction", subject, null, null, op => Dnnl2.Reduction(op, algorithm, source.Address, destination.Address, 0, 0));

    public override PrimitiveDescriptor ResamplingForward(
        Algorithm algorithm, MemoryDescriptor source, MemoryDescriptor destination, PostOperations? post, string subject) =>
        Create("resampling", subject, null, post, op => Dnnl2.ResamplingForward(
            op, Propagation.ForwardTraining, algorithm, null, source.Address, destination.Address));

    public override PrimitiveDescriptor ResamplingBackward(
        Algorithm algorithm, MemoryDescriptor source, MemoryDescriptor destination, PrimitiveDescriptor forward, string subject) =>
        Create("resampling backward", subject, forward, null, op => Dnnl2.ResamplingBackward(op, algorithm, null, source.Address, destination.Address));

    public override PrimitiveDescriptor Concatenation(int axis, IReadOnlyList<MemoryDescriptor> sources, MemoryDescriptor destination, string subject)
    {
        var blobs = new byte[sources.Count * Dnnl2.MemoryDescriptorSize];
        for (var i = 0; i < sources.Count; i++)
            new ReadOnlySpan<byte>(sources[i].Address, Dnnl2.MemoryDescriptorSize).CopyTo(blobs.AsSpan(i * Dnnl2.MemoryDescriptorSize));
        using var attributes = Attributes(null, subject);
        fixed (byte* b = blobs)
        {
            OneDnnException.ThrowIfFailed(
                Dnnl2.ConcatenationCreate(out var handle, destination.Address, sources.Count, axis, b, attributes, engine), "concatenation", subject);
            return new PrimitiveDescriptor(handle);
        }
    }

    public override PrimitiveDescriptor Reorder(MemoryDescriptor source, MemoryDescriptor destination, string subject)
    {
        using var attributes = Attributes(null, subject);
        OneDnnException.ThrowIfFailed(
            Dnnl2.ReorderCreate(out var handle, source.Address, engine, destination.Address, engine, attributes), "reorder", subject);
        return new PrimitiveDescriptor(handle);
    }

    private static MemoryDescriptor Tagged(DataType type, ReadOnlySpan<int> dimensions, int tag)
    {
        var result = new MemoryDescriptor(dimensions);
        fixed (long* d = Longs(dimensions))
            OneDnnException.ThrowIfFailed(Dnnl2.MemoryInitByTag(result.Address, dimensions.Length, d, type, tag), "memory descriptor", new Shape(dimensions).ToString());
        return result;
    }

    private PrimitiveDescriptor Create(string call, string subject, PrimitiveDescriptor? forward, PostOperations? post, Initialiser initialise)
    {
        var operation = stackalloc byte[Dnnl2.OperationDescriptorSize];
        OneDnnException.ThrowIfFailed(initialise(operation), call, subject);
        using var attributes = Attributes(post, subject);
        var status = Dnnl2.PrimitiveDescriptorCreate(out var handle, operation, attributes, engine, forward?.Handle.DangerousGetHandle() ?? 0);
        GC.KeepAlive(forward);
        OneDnnException.ThrowIfFailed(status, call, subject);
        return new PrimitiveDescriptor(handle);
    }

    private static AttributesHandle Attributes(PostOperations? post, string subject)
    {
        OneDnnException.ThrowIfFailed(Dnnl.AttributesCreate(out var attributes), "attributes", subject);
        OneDnnException.ThrowIfFailed(Dnnl.AttributesSetScratchpadMode(attributes, UserScratchpad), "attributes", subject);
        if (post is null)
            return attributes;
        OneDnnException.ThrowIfFailed(Dnnl.PostOperationsCreate(out var operations), "post-operations", subject);
        using (operations)
        {
            if (post.Accumulate)
                OneDnnException.ThrowIfFailed(Dnnl2.PostOperationsAppendSum(operations, 1), "post-operations", subject);
            if (post.Activation is { } function)
            {
                var (algorithm, alpha, beta) = (Algorithms.Forward(function.Kind), Algorithms.Alpha(function), Algorithms.Beta(function));
                OneDnnException.ThrowIfFailed(Dnnl2.PostOperationsAppendEltwise(operations, 1, algorithm, alpha, beta), "post-operations", subject);
            }
            if (post.Factor != 1)
                OneDnnException.ThrowIfFailed(Dnnl2.PostOperationsAppendEltwise(operations, 1, Algorithm.EltwiseLinear, post.Factor, 0), "post-operations", subject);
            OneDnnException.ThrowIfFailed(Dnnl.AttributesSetPostOperations(attributes, operations), "post-operations", subject);
        }
        return attributes;
    }

    private static byte* AddressOf(MemoryDescriptor? descriptor) => descriptor is null ? null : descriptor.Address;

    private static long[] Geometry(Window w) =>
    [
        w.Stride.Height, w.Stride.Width, w.Dilation.Height - 1, w.Dilation.Width - 1,
        w.PadBegin.Height, w.PadBegin.Width, w.PadEnd.Height, w.PadEnd.Width,
    ];

    private static long[] Geometry(Window w, Size2 kernel) =>
        [w.Stride.Height, w.Stride.Width, kernel.Height, kernel.Width, w.PadBegin.Height, w.PadBegin.Width, w.PadEnd.Height, w.PadEnd.Width];

    private static long[] Longs(ReadOnlySpan<int> values)
    {
        var longs = new long[values.Length];
        for (var i = 0; i < longs.Length; i++)
            longs[i] = values[i];
        return longs;
    }

    private static long[] RowMajor(ReadOnlySpan<int> dimensions)
    {
        var strides = new long[dimensions.Length];
        var step = 1L;
        for (var i = dimensions.Length - 1; i >= 0; i--)
            (strides[i], step) = (step, step * dimensions[i]);
        return strides;
    }
}
