using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn;

/// <summary>
/// Everything whose native interface differs between major versions of oneDNN: how memory and operations are described. One subclass a major version;
/// nothing outside it calls version-dependent functions.
/// </summary>
internal abstract class PrimitiveDescriptors
{
    /// <summary>Row-major or otherwise strided memory; null strides mean row-major.</summary>
    public abstract MemoryDescriptor Strided(DataType type, ReadOnlySpan<int> dimensions, ReadOnlySpan<long> strides = default);

    /// <summary>Memory whose layout the primitive shall choose.</summary>
    public abstract MemoryDescriptor Any(DataType type, ReadOnlySpan<int> dimensions);

    /// <summary>Memory of other dimensions with the order and blocking of a layout of pictures, or null where that is not one of the usual ones.</summary>
    public abstract MemoryDescriptor? Like(MemoryDescriptor layout, DataType type, ReadOnlySpan<int> dimensions);

    /// <summary>Memory of pictures with the channels in blocks of 8 or 16, each block after the other, the channels innermost.</summary>
    public abstract MemoryDescriptor Blocked(DataType type, ReadOnlySpan<int> dimensions, int channels);

    /// <summary>A block inside other memory, or null where that layout cannot be cut there.</summary>
    public abstract MemoryDescriptor? Block(MemoryDescriptor parent, ReadOnlySpan<int> dimensions, ReadOnlySpan<int> offsets);

    public abstract PrimitiveDescriptor ConvolutionForward(ConvolutionDescription tensors, Propagation kind, PostOperations? post, string subject);

    public abstract PrimitiveDescriptor ConvolutionBackwardData(ConvolutionDescription tensors, PrimitiveDescriptor forward, string subject);

    public abstract PrimitiveDescriptor ConvolutionBackwardWeights(ConvolutionDescription tensors, PrimitiveDescriptor forward, string subject);

    public abstract PrimitiveDescriptor BatchNormalizationForward(
        Propagation kind, MemoryDescriptor data, float epsilon, NormalizationFlags flags, string subject);

    public abstract PrimitiveDescriptor BatchNormalizationBackward(
        MemoryDescriptor gradient, MemoryDescriptor data, float epsilon, NormalizationFlags flags, PrimitiveDescriptor forward, string subject);

    public abstract PrimitiveDescriptor PoolingForward(PoolingDescription tensors, Propagation kind, PostOperations? post, string subject);

    public abstract PrimitiveDescriptor PoolingBackward(PoolingDescription tensors, PrimitiveDescriptor forward, string subject);

    public abstract PrimitiveDescriptor EltwiseForward(Algorithm algorithm, MemoryDescriptor data, ActivationFunction function, string subject);

    public abstract PrimitiveDescriptor EltwiseBackward(
        Algorithm algorithm, MemoryDescriptor gradient, MemoryDescriptor data, ActivationFunction function, PrimitiveDescriptor forward, string subject);

    public abstract PrimitiveDescriptor SoftmaxForward(Algorithm algorithm, MemoryDescriptor data, int axis, string subject);

    public abstract PrimitiveDescriptor SoftmaxBackward(Algorithm algorithm, MemoryDescriptor data, int axis, PrimitiveDescriptor forward, string subject);

    public abstract PrimitiveDescriptor MatMul(MemoryDescriptor a, MemoryDescriptor b, MemoryDescriptor? bias, MemoryDescriptor destination, string subject);

    public abstract PrimitiveDescriptor Binary(
        Algorithm algorithm, MemoryDescriptor a, MemoryDescriptor b, MemoryDescriptor destination, PostOperations? post, string subject);

    public abstract PrimitiveDescriptor Reduction(Algorithm algorithm, MemoryDescriptor source, MemoryDescriptor destination, string subject);

    public abstract PrimitiveDescriptor ResamplingForward(
        Algorithm algorithm, MemoryDescriptor source, MemoryDescriptor destination, PostOperations? post, string subject);

    public abstract PrimitiveDescriptor ResamplingBackward(
        Algorithm algorithm, MemoryDescriptor source, MemoryDescriptor destination, PrimitiveDescriptor forward, string subject);

    public abstract PrimitiveDescriptor Concatenation(int axis, IReadOnlyList<MemoryDescriptor> sources, MemoryDescriptor destination, string subject);

    public abstract PrimitiveDescriptor Reorder(MemoryDescriptor source, MemoryDescriptor destination, string subject);
}

/// <summary>The tensors and the geometry of a convolution; groups show as a fifth dimension of the weights.</summary>
internal sealed record ConvolutionDescription(
    MemoryDescriptor Source, MemoryDescriptor Weights, MemoryDescriptor? Bias, MemoryDescriptor Destination, Window Window);

/// <summary>The tensors and the geometry of a pooling.</summary>
internal sealed record PoolingDescription(Algorithm Algorithm, MemoryDescriptor Source, MemoryDescriptor Destination, Size2 Kernel, Window Window);

/// <summary>What is done to a primitive's result before it is stored: what lies at its place already is added, then a function applied, then a factor.</summary>
internal sealed record PostOperations(bool Accumulate, ActivationFunction? Activation, float Factor = 1);
