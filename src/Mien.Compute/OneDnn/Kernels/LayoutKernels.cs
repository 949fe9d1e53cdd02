using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>Kernels that move numbers without computing: reorder, cast, concatenation, slice, reshape.</summary>
internal static class LayoutKernels
{
    /// <summary>A copy into another layout or element type of the same shape.</summary>
    public static Kernel Copy(OneDnnEngine engine, TensorDescriptor source, TensorDescriptor target)
    {
        var destination = engine.Memory(target);
        var from = source.Layout is MemoryDescriptor layout ? layout : PlainLike(engine, source.Type, destination);
        if (target.Layout is not MemoryDescriptor)
            destination = PlainLike(engine, target.Type, from);
        var descriptor = engine.Descriptors.Reorder(from, destination, $"{source.Type} to {target.Type}");
        return new OneDnnKernel(
            engine, descriptor, [new Port(Argument.Source, source, from)], [new Port(Argument.Destination, target, destination)]);
    }

    public static Kernel Create(OneDnnEngine engine, Cast operation, TensorDescriptor input)
    {
        var plain = TensorDescriptor.Plain(input.Type.Element, input.Type.Shape);
        return Copy(engine, plain, TensorDescriptor.Plain(operation.Element, input.Type.Shape));
    }

    /// <summary>A row-major copy under another shape.</summary>
    public static Kernel Reshape(OneDnnEngine engine, TensorType input, TensorType output)
    {
        var (from, to) = (engine.Plain(input), engine.Plain(input));
        var descriptor = engine.Descriptors.Reorder(from, to, input.ToString());
        return new OneDnnKernel(
            engine,
            descriptor,
            [engine.Port(Argument.Source, input, from)],
            [new Port(Argument.Destination, TensorDescriptor.Plain(output.Element, output.Shape), to)]);
    }

    public static Kernel Create(OneDnnEngine engine, Concatenation operation, IReadOnlyList<TensorDescriptor> inputs, TensorType output)
    {
        var first = inputs[0].Layout as MemoryDescriptor;
        var sources = inputs.Select(i => first is null ? engine.Plain(i.Type) : engine.Like(first, i.Type) ?? engine.Plain(i.Type)).ToList();
        var descriptor = engine.Descriptors.Concatenation(operation.Axis, sources, engine.Any(output), output.ToString());
        var ports = sources.Select((s, i) => engine.Port(Argument.MultipleSources + i, inputs[i].Type, s)).ToList();
        return new OneDnnKernel(engine, descriptor, ports, [engine.Port(Argument.Destination, output, descriptor.Query(Query.Destination)!)]);
    }

    public static Kernel Create(OneDnnEngine engine, Slice operation, TensorDescriptor input, TensorType output)
    {
        var offsets = new int[input.Type.Shape.Rank];
        offsets[operation.Axis] = operation.Start;
        var parent = engine.Memory(input);
        var block = engine.Descriptors.Block(parent, output.Shape.Dimensions, offsets);
        if (block is null)
        {
            parent = engine.Plain(input.Type);
            block = engine.Descriptors.Block(parent, output.Shape.Dimensions, offsets)!;
        }
        var destination = input.Layout is MemoryDescriptor layout && engine.Like(layout, output) is { } like ? like : engine.Plain(output);
        var descriptor = engine.Descriptors.Reorder(block, destination, $"{input.Type} to {output}");
        return new OneDnnKernel(
            engine,
            descriptor,
            [new Port(Argument.Source, engine.Describe(input.Type, parent), block)],
            [engine.Port(Argument.Destination, output, destination)]);
    }

    private static MemoryDescriptor PlainLike(OneDnnEngine engine, TensorType type, MemoryDescriptor other) =>
        engine.Descriptors.Strided(Algorithms.DataType(type.Element), other.Dimensions);
}
