using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>Activation functions and softmax with their gradients, in the layout their input comes in.</summary>
internal static class ActivationKernels
{
    public static Kernel Create(OneDnnEngine engine, Activation operation, TensorDescriptor input)
    {
        var data = engine.Memory(input);
        var descriptor = engine.Descriptors.EltwiseForward(Algorithms.Forward(operation.Function.Kind), data, operation.Function, input.Type.ToString());
        return OneInOneOut(engine, descriptor, input.Type, data);
    }

    public static Kernel Create(OneDnnEngine engine, ActivationGradient operation, IReadOnlyList<TensorDescriptor> inputs)
    {
        var data = engine.Memory(inputs[0]);
        var (algorithm, function, subject) = (Algorithms.Backward(operation.Function.Kind), operation.Function, inputs[0].Type.ToString());
        using var forward = engine.Descriptors.EltwiseForward(algorithm, data, function, subject);
        var descriptor = engine.Descriptors.EltwiseBackward(algorithm, data, data, function, forward, subject);
        return Backward(engine, descriptor, inputs[0].Type, data, function.GradientFromInput ? Argument.Source : Argument.Destination);
    }

    public static Kernel Create(OneDnnEngine engine, Softmax operation, TensorDescriptor input)
    {
        var data = engine.Memory(input);
        return OneInOneOut(engine, engine.Descriptors.SoftmaxForward(Kind(operation.Logarithm), data, operation.Axis, input.Type.ToString()), input.Type, data);
    }

    public static Kernel Create(OneDnnEngine engine, SoftmaxGradient operation, IReadOnlyList<TensorDescriptor> inputs)
    {
        var data = engine.Memory(inputs[0]);
        var (algorithm, subject) = (Kind(operation.Logarithm), inputs[0].Type.ToString());
        using var forward = engine.Descriptors.SoftmaxForward(algorithm, data, operation.Axis, subject);
        return Backward(engine, engine.Descriptors.SoftmaxBackward(algorithm, data, operation.Axis, forward, subject), inputs[0].Type, data);
    }

    private static Algorithm Kind(bool logarithm) => logarithm ? Algorithm.SoftmaxLogarithm : Algorithm.SoftmaxAccurate;

    private static OneDnnKernel OneInOneOut(OneDnnEngine engine, PrimitiveDescriptor descriptor, TensorType type, MemoryDescriptor data) =>
        new(engine, descriptor, [engine.Port(Argument.Source, type, data)], [engine.Port(Argument.Destination, type, data)], inPlaceInput: 0);

    private static OneDnnKernel Backward(OneDnnEngine engine, PrimitiveDescriptor descriptor, TensorType type, MemoryDescriptor data, int value = Argument.Destination) =>
        new(
            engine,
            descriptor,
            [engine.Port(value, type, data), engine.Port(Argument.DestinationGradient, type, data)],
            [engine.Port(Argument.SourceGradient, type, data)],
            inPlaceInput: 1);
}
