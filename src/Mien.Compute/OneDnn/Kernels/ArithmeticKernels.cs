using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>Sums, products and matrix products.</summary>
internal static class ArithmeticKernels
{
    public static Kernel Create(OneDnnEngine engine, Binary operation, IReadOnlyList<TensorDescriptor> inputs)
    {
        var (a, b) = (inputs[0].Type, inputs[1].Type);
        var data = engine.Memory(inputs[0]);
        var second = a.Shape.Equals(b.Shape) ? data : engine.Memory(inputs[1]);
        var algorithm = operation.Kind == BinaryKind.Add ? Algorithm.BinaryAdd : Algorithm.BinaryMultiply;
        var post = operation.FuseRelu ? new PostOperations(false, new ActivationFunction(ActivationKind.Relu)) : null;
        var descriptor = engine.Descriptors.Binary(algorithm, data, second, data, post, $"{a} and {b}");
        return new OneDnnKernel(
            engine,
            descriptor,
            [engine.Port(Argument.Source, a, data), engine.Port(Argument.Source1, b, second)],
            [engine.Port(Argument.Destination, a, data)],
            inPlaceInput: post is null || FillsBlocks(a.Shape) ? 0 : -1);
    }

    /// <summary>
    /// Whether the channels fill the blocks of every layout. Where they do not, oneDNN 2.6 gives wrong numbers for a binary operation with a post
    /// operation that is written over its input.
    /// </summary>
    private static bool FillsBlocks(Shape shape) => shape.Rank >= 2 && shape[1] % 16 == 0;

    public static Kernel Create(OneDnnEngine engine, Sum operation, TensorDescriptor input, TensorType output)
    {
        if (operation.Target.Equals(input.Type.Shape))
            return LayoutKernels.Copy(engine, input, TensorDescriptor.Plain(output.Element, output.Shape));
        if (IsOverPictures(operation, input.Type) && output.Element == input.Type.Element)
            return PoolingKernels.Sums(engine, input, output);
        var (source, destination) = (engine.Memory(input), engine.Plain(output));
        var descriptor = engine.Descriptors.Reduction(Algorithm.ReductionSum, source, destination, input.Type.ToString());
        return new OneDnnKernel(
            engine, descriptor, [engine.Port(Argument.Source, input.Type, source)], [engine.Port(Argument.Destination, output, destination)]);
    }

    private static bool IsOverPictures(Sum operation, TensorType x) =>
        x.Shape.Rank == 4 && operation.Target.Equals(x.Shape.With(2, 1).With(3, 1));

    public static Kernel Create(OneDnnEngine engine, MatMul operation, IReadOnlyList<TensorType> inputs, TensorType output)
    {
        var (a, b) = (Matrix(engine, inputs[0], operation.TransposeA), Matrix(engine, inputs[1], operation.TransposeB));
        var bias = operation.HasBias ? BiasRow(engine, inputs[2]) : null;
        var destination = engine.Plain(output);
        var descriptor = engine.Descriptors.MatMul(a, b, bias, destination, $"{inputs[0]} and {inputs[1]}");
        // The ports carry the tensors as they are given; a transposed matrix is the same memory seen with swapped strides.
        var ports = new List<Port> { Plain(Argument.Source, inputs[0], a), Plain(Argument.Weights, inputs[1], b) };
        if (bias is not null)
            ports.Add(Plain(Argument.Bias, inputs[2], bias));
        return new OneDnnKernel(engine, descriptor, ports, [engine.Port(Argument.Destination, output, destination)]);
    }

    private static Port Plain(int argument, TensorType type, MemoryDescriptor memory) =>
        new(argument, TensorDescriptor.Plain(type.Element, type.Shape), memory);

    private static MemoryDescriptor Matrix(OneDnnEngine engine, TensorType type, bool transposed)
    {
        var (rows, columns) = (type.Shape[0], type.Shape[1]);
        var element = Algorithms.DataType(type.Element);
        return transposed ? engine.Descriptors.Strided(element, [columns, rows], [1, columns]) : engine.Descriptors.Strided(element, [rows, columns]);
    }

    private static MemoryDescriptor BiasRow(OneDnnEngine engine, TensorType type) =>
        engine.Descriptors.Strided(Algorithms.DataType(type.Element), [1, type.Shape.Count]);
}
