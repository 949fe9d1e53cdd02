using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>Pooling and its gradient.</summary>
internal static class PoolingKernels
{
    public static Kernel Create(OneDnnEngine engine, Pooling operation, TensorDescriptor input, IReadOnlyList<TensorType> outputs)
    {
        var keepsPlaces = operation is { Kind: PoolingKind.Max, Training: true };
        var source = engine.Memory(input);
        var tensors = new PoolingDescription(
            Algorithms.Pooling(operation.Kind), source, engine.Any(outputs[0]), operation.KernelOn(input.Type.Shape), operation.Window);
        var descriptor = engine.Descriptors.PoolingForward(
            tensors, keepsPlaces ? Propagation.ForwardTraining : Propagation.ForwardInference, null, input.Type.ToString());
        var ports = new List<Port> { engine.Port(Argument.Destination, outputs[0], descriptor.Query(Query.Destination)!) };
        if (keepsPlaces)
            ports.Add(engine.Port(Argument.Workspace, outputs[1], descriptor.Query(Query.Workspace)!));
        return new OneDnnKernel(engine, descriptor, [engine.Port(Argument.Source, input.Type, source)], ports);
    }

    public static Kernel Create(OneDnnEngine engine, PoolingGradient operation, IReadOnlyList<TensorDescriptor> inputs, TensorType output)
    {
        if (operation.Kind != PoolingKind.Max && IsGlobal(operation, output.Shape))
            return Spread(engine, inputs[0], output);
        // The places of maxima have the layout of the forward output, so the gradient is taken in that layout.
        var places = operation.Kind == PoolingKind.Max ? engine.Memory(inputs[1]) : null;
        var pooling = new Pooling(operation.Kind, operation.Kernel, operation.Window);
        var tensors = new PoolingDescription(
            Algorithms.Pooling(operation.Kind), engine.Any(output), engine.Memory(inputs[0]), pooling.KernelOn(output.Shape), operation.Window);
        // Left to itself the forward pass takes its source's layout from the destination's.
        var blocked = tensors with { Source = SourceLike(engine, inputs[0], output) };
        using var forward = engine.Descriptors.PoolingForward(
            blocked with { Destination = engine.Any(inputs[0].Type) }, Propagation.ForwardTraining, null, output.ToString());
        tensors = tensors with { Destination = forward.Query(Query.Destination)! };
        var descriptor = engine.Descriptors.PoolingBackward(tensors, forward, output.ToString());
        var ports = new List<Port> { engine.Port(Argument.DestinationGradient, inputs[0].Type, tensors.Destination) };
        if (places is not null)
            ports.Add(engine.Port(Argument.Workspace, inputs[1].Type, descriptor.Query(Query.Workspace)!));
        return new OneDnnKernel(
            engine, descriptor, ports, [engine.Port(Argument.SourceGradient, output, descriptor.Query(Query.SourceGradient)!)]);
    }

    /// <summary>The sums over each picture's channels, N×C×1×1: the means, multiplied. oneDNN's own sums over the inner dimensions of blocked layouts are slow.</summary>
    public static Kernel Sums(OneDnnEngine engine, TensorDescriptor input, TensorType output)
    {
        var (source, picture) = (engine.Memory(input), new Size2(input.Type.Shape[2], input.Type.Shape[3]));
        var tensors = new PoolingDescription(Algorithms.Pooling(PoolingKind.Average), source, engine.Any(output), picture, new Window());
        var post = new PostOperations(false, null, (float)picture.Height * picture.Width);
        var descriptor = engine.Descriptors.PoolingForward(tensors, Propagation.ForwardInference, post, input.Type.ToString());
        return new OneDnnKernel(
            engine,
            descriptor,
            [engine.Port(Argument.Source, input.Type, source)],
            [engine.Port(Argument.Destination, output, descriptor.Query(Query.Destination)!)]);
    }

    /// <summary>The gradient of the mean over pictures: each element gets its share of one number. oneDNN's own is slow for large windows.</summary>
    private static OneDnnKernel Spread(OneDnnEngine engine, TensorDescriptor gradient, TensorType output)
    {
        var (one, all) = (engine.Memory(gradient), SourceLike(engine, gradient, output));
        var post = new PostOperations(false, null, 1f / (output.Shape[2] * output.Shape[3]));
        var descriptor = engine.Descriptors.ResamplingForward(Algorithm.ResamplingNearest, one, all, post, output.ToString());
        return new OneDnnKernel(
            engine, descriptor, [engine.Port(Argument.Source, gradient.Type, one)], [engine.Port(Argument.Destination, output, all)]);
    }

    private static bool IsGlobal(PoolingGradient operation, Shape x) =>
        (operation.Kernel == default || operation.Kernel == new Size2(x[2], x[3])) && operation.Window.PadBegin == default && operation.Window.PadEnd == default;

    private static MemoryDescriptor SourceLike(OneDnnEngine engine, TensorDescriptor gradient, TensorType source) =>
        gradient.Layout is MemoryDescriptor layout && engine.Like(layout, source) is { } like ? like : engine.Plain(source);
}
