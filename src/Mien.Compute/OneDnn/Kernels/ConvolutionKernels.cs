using System.Runtime.Intrinsics;
using Mien.Compute.Managed;
using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>Convolution and its gradients. oneDNN chooses the layouts of all tensors.</summary>
internal static class ConvolutionKernels
{
    public static Kernel Create(OneDnnEngine engine, Convolution operation, IReadOnlyList<TensorType> inputs, TensorType output)
    {
        var subject = Subject(inputs[0], inputs[1]);
        var weights = WeightMemory(engine, inputs[1], operation.Groups);
        var bias = operation.HasBias ? engine.Plain(inputs[2]) : null;
        var tensors = new ConvolutionDescription(engine.Any(inputs[0]), weights, bias, engine.Any(output), operation.Window);
        var post = operation is { HasResidual: false, Activation: null } ? null : new PostOperations(operation.HasResidual, operation.Activation);
        // In inference oneDNN takes other kernels, with channels last; in training the layouts must suit the gradients too.
        var kind = post is null && !operation.ForInference ? Propagation.ForwardTraining : Propagation.ForwardInference;
        var descriptor = engine.Descriptors.ConvolutionForward(tensors, kind, post, subject);
        var ports = new List<Port>
        {
            engine.Port(Argument.Source, inputs[0], descriptor.Query(Query.Source)!),
            engine.Port(Argument.Weights, inputs[1], descriptor.Query(Query.Weights)!),
        };
        if (operation.HasBias)
            ports.Add(engine.Port(Argument.Bias, inputs[2], descriptor.Query(Query.Weights, 1)!));
        var result = engine.Port(Argument.Destination, output, descriptor.Query(Query.Destination)!);
        // The residual lies where the result goes: a tensor of its own would be a binary post-operation, for which oneDNN 2.6 leaves its fastest kernels.
        if (operation.HasResidual)
            ports.Add(result);
        return new OneDnnKernel(engine, descriptor, ports, [result], sharedInput: operation.HasResidual ? ports.Count - 1 : -1);
    }

    public static Kernel Create(OneDnnEngine engine, ConvolutionInputGradient operation, IReadOnlyList<TensorType> inputs, TensorType output)
    {
        var subject = Subject(output, inputs[1]);
        var weights = WeightMemory(engine, inputs[1], operation.Groups);
        var tensors = new ConvolutionDescription(engine.Any(output), weights, null, engine.Any(inputs[0]), operation.Window);
        using var forward = engine.Descriptors.ConvolutionForward(tensors, Propagation.ForwardTraining, null, subject);
        var descriptor = engine.Descriptors.ConvolutionBackwardData(tensors, forward, subject);
        return new OneDnnKernel(
            engine,
            descriptor,
            [
                engine.Port(Argument.DestinationGradient, inputs[0], descriptor.Query(Query.DestinationGradient)!),
                engine.Port(Argument.Weights, inputs[1], descriptor.Query(Query.Weights)!),
            ],
            [engine.Port(Argument.SourceGradient, output, descriptor.Query(Query.SourceGradient)!)]);
    }

    public static Kernel Create(
        OneDnnEngine engine, ConvolutionWeightGradient operation, IReadOnlyList<TensorType> inputs, IReadOnlyList<TensorType> outputs)
    {
        var forwardWeights = outputs[0] with { Element = inputs[0].Element };
        var subject = Subject(inputs[0], forwardWeights);
        var tensors = new ConvolutionDescription(
            engine.Any(inputs[0]), WeightMemory(engine, forwardWeights, operation.Groups), null, engine.Any(inputs[1]), operation.Window);
        using var forward = engine.Descriptors.ConvolutionForward(tensors, Propagation.ForwardTraining, null, subject);
        var gradients = tensors with
        {
            Weights = WeightMemory(engine, outputs[0], operation.Groups),
            Bias = operation.HasBias ? engine.Plain(outputs[1]) : null,
        };
        var descriptor = engine.Descriptors.ConvolutionBackwardWeights(gradients, forward, subject);
        if (Depthwise(engine, operation, inputs, outputs, forward, descriptor) is { } depthwise)
            return depthwise;
        var ports = new List<Port> { engine.Port(Argument.WeightsGradient, outputs[0], descriptor.Query(Query.WeightsGradient)!) };
        if (operation.HasBias)
            ports.Add(engine.Port(Argument.BiasGradient, outputs[1], descriptor.Query(Query.WeightsGradient, 1)!));
        return new OneDnnKernel(
            engine,
            descriptor,
            [
                engine.Port(Argument.Source, inputs[0], descriptor.Query(Query.Source)!),
                engine.Port(Argument.DestinationGradient, inputs[1], descriptor.Query(Query.DestinationGradient)!),
            ],
            ports);
    }

    /// <summary>
    /// Our own kernel for a depthwise convolution whose channels the forward one has in blocks of a vector's length, where oneDNN's gradient would not:
    /// then it has no kernel for such blocks and falls back to a slow one.
    /// </summary>
    private static ManagedKernel? Depthwise(
        OneDnnEngine engine, ConvolutionWeightGradient operation, IReadOnlyList<TensorType> inputs, IReadOnlyList<TensorType> outputs,
        PrimitiveDescriptor forward, PrimitiveDescriptor backward)
    {
        var (x, dy) = (inputs[0], inputs[1]);
        if (operation.Groups != x.Shape[1] || operation.Groups != dy.Shape[1])
            return null;
        var (source, destination) = (forward.Query(Query.Source)!, forward.Query(Query.Destination)!);
        if (source.Equals(backward.Query(Query.Source)))
            return null;
        var shape = new DepthwiseShape(operation, x.Shape, dy.Shape);
        Action<Binding> build;
        if (IsBlocked(engine, x, source, 16) && IsBlocked(engine, dy, destination, 16))
            build = b => DepthwiseWeightGradientKernel<Vector512<float>, Lanes512>.Build(b, shape, x.Element, operation.HasBias);
        else if (IsBlocked(engine, x, source, 8) && IsBlocked(engine, dy, destination, 8))
            build = b => DepthwiseWeightGradientKernel<Vector256<float>, Lanes256>.Build(b, shape, x.Element, operation.HasBias);
        else
            return null;
        backward.Dispose();
        return new ManagedKernel([engine.Describe(x, source), engine.Describe(dy, destination)], Signature.Plain(outputs), build);
    }

    private static bool IsBlocked(OneDnnEngine engine, TensorType type, MemoryDescriptor layout, int channels) =>
        engine.Descriptors.Blocked(Algorithms.DataType(type.Element), type.Shape.Dimensions, channels).Equals(layout);

    private static MemoryDescriptor WeightMemory(OneDnnEngine engine, TensorType type, int groups)
    {
        var s = type.Shape;
        ReadOnlySpan<int> dimensions = groups == 1 ? s.Dimensions : [groups, s[0] / groups, s[1], s[2], s[3]];
        return engine.Descriptors.Any(Algorithms.DataType(type.Element), dimensions);
    }

    private static string Subject(TensorType source, TensorType weights) => $"{source} with weights {weights.Shape}";
}
