using System.Diagnostics.CodeAnalysis;
using Mien.Compute.OneDnn.Kernels;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn;

/// <summary>The fast back end: kernels of oneDNN (libdnnl) in f32 and, where the processor has it, bf16.</summary>
public sealed class OneDnnBackend : IBackend
{
    private readonly OneDnnEngine engine;
    private readonly Managed.ManagedBackend plain = new();

    private OneDnnBackend(OneDnnEngine engine)
    {
        this.engine = engine;
    }

    /// <inheritdoc/>
    public string Name => "onednn";

    /// <summary>Loads the library if that has not happened yet.</summary>
    /// <param name="backend">The back end, where it can be used.</param>
    /// <param name="status">One line: the version that was found, or why there is none.</param>
    public static bool TryLoad([NotNullWhen(true)] out OneDnnBackend? backend, out string status)
    {
        var library = OneDnnLibrary.Instance;
        status = library.Status;
        backend = library.IsUsable ? new OneDnnBackend(new OneDnnEngine()) : null;
        return backend is not null;
    }

    /// <inheritdoc/>
    public bool Supports(ElementType element) => element == ElementType.Float32 || (element == ElementType.BFloat16 && engine.HasBFloat16);

    /// <inheritdoc/>
    public Kernel Compile(Operation operation, IReadOnlyList<TensorDescriptor> inputs)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(inputs);
        TensorType[] types = [.. inputs.Select(i => i.Type)];
        var outputs = operation.Infer(types);
        return operation switch
        {
            Convolution o => ConvolutionKernels.Create(engine, o, types, outputs[0]),
            ConvolutionInputGradient o => ConvolutionKernels.Create(engine, o, types, outputs[0]),
            ConvolutionWeightGradient o => ConvolutionKernels.Create(engine, o, types, outputs),
            BatchNormalization o => BatchNormalizationKernels.Create(engine, o, inputs),
            BatchNormalizationTraining o => BatchNormalizationKernels.Create(engine, o, inputs, outputs),
            BatchNormalizationGradient o => BatchNormalizationKernels.Create(engine, o, inputs, outputs),
            Pooling o => PoolingKernels.Create(engine, o, inputs[0], outputs),
            PoolingGradient o => PoolingKernels.Create(engine, o, inputs, outputs[0]),
            Activation o => ActivationKernels.Create(engine, o, inputs[0]),
            ActivationGradient o => ActivationKernels.Create(engine, o, inputs),
            Softmax o => ActivationKernels.Create(engine, o, inputs[0]),
            SoftmaxGradient o => ActivationKernels.Create(engine, o, inputs),
            Binary o => ArithmeticKernels.Create(engine, o, inputs),
            Sum o => ArithmeticKernels.Create(engine, o, inputs[0], outputs[0]),
            MatMul o => ArithmeticKernels.Create(engine, o, types, outputs[0]),
            Concatenation o => LayoutKernels.Create(engine, o, inputs, outputs[0]),
            Slice o => LayoutKernels.Create(engine, o, inputs[0], outputs[0]),
            Resize o => ResizeKernels.Create(engine, o, inputs[0], outputs[0]) ?? plain.Compile(o, inputs),
            ResizeGradient o => ResizeKernels.Create(engine, o, inputs[0], outputs[0]) ?? plain.Compile(o, inputs),
            // oneDNN has no such primitive, and elements that are only moved need none.
            Padding or Transpose => plain.Compile(operation, inputs),
            Reshape or ReshapeSample or Flatten => LayoutKernels.Reshape(engine, types[0], outputs[0]),
            Dropout => LayoutKernels.Copy(engine, inputs[0], inputs[0]),
            DropoutTraining o => DropoutKernel.Create(engine, o, inputs),
            Cast o => LayoutKernels.Create(engine, o, inputs[0]),
            Reorder o => LayoutKernels.Copy(engine, inputs[0], o.Target),
            _ => throw new NotSupportedException($"The oneDNN back end has no kernel for {operation.Name}."),
        };
    }
}
