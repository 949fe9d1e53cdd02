using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>Batch normalisation and its gradient, in the layout its input comes in.</summary>
internal static class BatchNormalizationKernels
{
    private const NormalizationFlags Affine = NormalizationFlags.UseScale | NormalizationFlags.UseShift;

    public static Kernel Create(OneDnnEngine engine, BatchNormalization operation, IReadOnlyList<TensorDescriptor> inputs)
    {
        var x = inputs[0].Type;
        var data = Data(engine, inputs[0]);
        var descriptor = engine.Descriptors.BatchNormalizationForward(
            Propagation.ForwardInference, data, operation.Epsilon, Affine | NormalizationFlags.UseGlobalStatistics, x.ToString());
        return new OneDnnKernel(
            engine,
            descriptor,
            [
                Data(engine, Argument.Source, x, data),
                Parameter(engine, Argument.Scale, inputs[1].Type), Parameter(engine, Argument.Shift, inputs[2].Type),
                Parameter(engine, Argument.Mean, inputs[3].Type), Parameter(engine, Argument.Variance, inputs[4].Type),
            ],
            [Data(engine, Argument.Destination, x, data)],
            inPlaceInput: 0);
    }

    public static Kernel Create(
        OneDnnEngine engine, BatchNormalizationTraining operation, IReadOnlyList<TensorDescriptor> inputs, IReadOnlyList<TensorType> outputs)
    {
        var x = inputs[0].Type;
        var data = Data(engine, inputs[0]);
        var descriptor = Forward(engine, data, operation.Epsilon, operation.FuseRelu, x);
        var ports = new List<Port>
        {
            Data(engine, Argument.Destination, x, data),
            Parameter(engine, Argument.Mean, outputs[1]),
            Parameter(engine, Argument.Variance, outputs[2]),
        };
        if (operation.FuseRelu)
            ports.Add(engine.Port(Argument.Workspace, outputs[3], descriptor.Query(Query.Workspace)!));
        return new OneDnnKernel(
            engine,
            descriptor,
            [Data(engine, Argument.Source, x, data), Parameter(engine, Argument.Scale, inputs[1].Type), Parameter(engine, Argument.Shift, inputs[2].Type)],
            ports);
    }

    public static Kernel Create(
        OneDnnEngine engine, BatchNormalizationGradient operation, IReadOnlyList<TensorDescriptor> inputs, IReadOnlyList<TensorType> outputs)
    {
        var x = inputs[0].Type;
        var data = Data(engine, inputs[0]);
        using var forward = Forward(engine, data, operation.Epsilon, operation.FuseRelu, x);
        var flags = Affine | (operation.FuseRelu ? NormalizationFlags.FuseRelu : 0);
        var descriptor = engine.Descriptors.BatchNormalizationBackward(data, data, operation.Epsilon, flags, forward, x.ToString());
        var ports = new List<Port>
        {
            Data(engine, Argument.Source, x, data),
            Data(engine, Argument.DestinationGradient, x, data),
            Parameter(engine, Argument.Scale, inputs[2].Type),
            Parameter(engine, Argument.Shift, inputs[3].Type),
            Parameter(engine, Argument.Mean, inputs[4].Type),
            Parameter(engine, Argument.Variance, inputs[5].Type),
        };
        if (operation.FuseRelu)
            ports.Add(engine.Port(Argument.Workspace, inputs[6].Type, descriptor.Query(Query.Workspace)!));
        return new OneDnnKernel(
            engine,
            descriptor,
            ports,
            [
                Data(engine, Argument.SourceGradient, x, data),
                Parameter(engine, Argument.ScaleGradient, outputs[1]),
                Parameter(engine, Argument.ShiftGradient, outputs[2]),
            ],
            inPlaceInput: 1);
    }

    private static PrimitiveDescriptor Forward(OneDnnEngine engine, MemoryDescriptor data, float epsilon, bool fuseRelu, TensorType x) =>
        engine.Descriptors.BatchNormalizationForward(
            Propagation.ForwardTraining, data, epsilon, Affine | (fuseRelu ? NormalizationFlags.FuseRelu : 0), x.ToString());

    /// <summary>Rows of numbers are the same memory as one picture with channels last, for which oneDNN has a fast kernel; for rows it has only its simplest.</summary>
    private static MemoryDescriptor Data(OneDnnEngine engine, TensorDescriptor input)
    {
        if (input.Type.Shape.Rank != 2 || !input.Layout.Equals(Layout.Plain))
            return engine.Memory(input);
        var (rows, channels) = (input.Type.Shape[0], input.Type.Shape[1]);
        return engine.Descriptors.Strided(
            Algorithms.DataType(input.Type.Element), [1, channels, rows, 1], [(long)rows * channels, 1, channels, channels]);
    }

    private static Port Data(OneDnnEngine engine, int argument, TensorType type, MemoryDescriptor memory) =>
        type.Shape.Rank == 2 && memory.Dimensions.Length == 4
            ? new Port(argument, TensorDescriptor.Plain(type.Element, type.Shape), memory)
            : engine.Port(argument, type, memory);

    private static Port Parameter(OneDnnEngine engine, int argument, TensorType type) => engine.Port(argument, type, engine.Plain(type));
}
