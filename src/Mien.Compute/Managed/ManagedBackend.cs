using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>
/// Kernels in C# with SIMD, for f32 in the plain layout. They run wherever .NET runs, are the yardstick that faster back ends are tested against, and give
/// the same bits whatever the number of threads.
/// </summary>
public sealed class ManagedBackend : IBackend
{
    private readonly MicroKernels micro;

    /// <summary>Uses the widest vectors of this processor.</summary>
    public ManagedBackend()
        : this(MicroKernels.Widest())
    {
    }

    internal ManagedBackend(MicroKernels micro) => this.micro = micro;

    /// <inheritdoc/>
    public string Name => "managed";

    /// <inheritdoc/>
    public bool Supports(ElementType element) => element == ElementType.Float32;

    /// <inheritdoc/>
    public Kernel Compile(Operation operation, IReadOnlyList<TensorDescriptor> inputs)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(inputs);
        var types = inputs.Select(i => i.Type).ToArray();
        var signature = new Signature(operation, types, operation.Infer(types));
        return CompileCopy(operation, signature, inputs) ?? CompileArithmetic(operation, signature.RequireFloat32());
    }

    /// <summary>Operations that move elements, of whatever type, or convert them.</summary>
    private static ManagedKernel? CompileCopy(Operation operation, Signature signature, IReadOnlyList<TensorDescriptor> inputs) => operation switch
    {
        Reshape or ReshapeSample or Flatten or Dropout => ConversionKernels.Copy(signature),
        Cast => ConversionKernels.Convert(signature),
        Reorder o => ConversionKernels.Convert(signature, inputs[0], o.Target),
        Concatenation o => ConcatenationKernels.Concatenate(o, signature),
        Slice o => ConcatenationKernels.Slice(o, signature),
        Padding o => PaddingKernel.Compile(o, signature),
        Transpose o => TransposeKernel.Compile(o, signature),
        _ => null,
    };

    private ManagedKernel CompileArithmetic(Operation operation, Signature signature) => operation switch
    {
        Convolution o => ConvolutionKernels.Forward(o, signature, micro),
        ConvolutionInputGradient o => ConvolutionKernels.InputGradient(o, signature, micro),
        ConvolutionWeightGradient o => ConvolutionWeightGradientKernel.Compile(o, signature, micro),
        MatMul o => MatMulKernel.Compile(o, signature, micro),
        BatchNormalization o => BatchNormalizationKernels.Inference(o, signature),
        BatchNormalizationTraining o => BatchNormalizationKernels.Training(o, signature),
        BatchNormalizationGradient o => BatchNormalizationGradientKernel.Compile(o, signature),
        Pooling o => PoolingKernels.Forward(o, signature),
        PoolingGradient o => PoolingKernels.Gradient(o, signature),
        Activation o => ActivationKernels.Forward(o, signature),
        ActivationGradient o => ActivationKernels.Gradient(o, signature),
        Softmax o => SoftmaxKernels.Forward(o, signature),
        SoftmaxGradient o => SoftmaxKernels.Gradient(o, signature),
        Binary o => BinaryKernel.Compile(o, signature),
        Sum => SumKernel.Compile(signature),
        Resize o => ResizeKernels.Forward(o, signature),
        ResizeGradient o => ResizeKernels.Gradient(o, signature),
        DropoutTraining o => DropoutKernel.Compile(o, signature),
        _ => throw signature.NotSupported(),
    };
}
