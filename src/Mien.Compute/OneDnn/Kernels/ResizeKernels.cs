using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>
/// Resizing and its gradient, in the layout their input comes in. oneDNN places centres at halves too, but computes places in f32, so that of two
/// equally near elements it may take either; in f32, nearest elements are therefore its work only where pictures grow by whole factors: there are no such two.
/// </summary>
internal static class ResizeKernels
{
    public static Kernel? Create(OneDnnEngine engine, Resize operation, TensorDescriptor input, TensorType output)
    {
        if (!IsExact(operation.Kind, input.Type.Element, input.Type.Shape, output.Shape))
            return null;
        var (source, destination) = (engine.Memory(input), Like(engine, input, output));
        var descriptor = engine.Descriptors.ResamplingForward(Algorithms.Resampling(operation.Kind), source, destination, null, $"{input.Type} to {output}");
        return new OneDnnKernel(
            engine, descriptor, [engine.Port(Argument.Source, input.Type, source)], [engine.Port(Argument.Destination, output, destination)]);
    }

    public static Kernel? Create(OneDnnEngine engine, ResizeGradient operation, TensorDescriptor input, TensorType output)
    {
        if (!IsExact(operation.Kind, input.Type.Element, output.Shape, input.Type.Shape))
            return null;
        var (destination, source) = (engine.Memory(input), Like(engine, input, output));
        var (algorithm, subject) = (Algorithms.Resampling(operation.Kind), $"{output} to {input.Type}");
        using var forward = engine.Descriptors.ResamplingForward(algorithm, source, destination, null, subject);
        var descriptor = engine.Descriptors.ResamplingBackward(algorithm, source, destination, forward, subject);
        return new OneDnnKernel(
            engine, descriptor, [engine.Port(Argument.DestinationGradient, input.Type, destination)], [engine.Port(Argument.SourceGradient, output, source)]);
    }

    private static bool IsExact(ResizeKind kind, ElementType element, Shape small, Shape large) =>
        kind == ResizeKind.Linear || element == ElementType.BFloat16 || (large[2] % small[2] == 0 && large[3] % small[3] == 0);

    private static MemoryDescriptor Like(OneDnnEngine engine, TensorDescriptor tensor, TensorType other) =>
        tensor.Layout is MemoryDescriptor layout && engine.Like(layout, other) is { } like ? like : engine.Plain(other);
}
