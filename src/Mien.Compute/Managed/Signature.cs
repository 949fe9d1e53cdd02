using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>An operation with the types of its inputs and outputs.</summary>
internal sealed record Signature(Operation Operation, IReadOnlyList<TensorType> Inputs, IReadOnlyList<TensorType> Outputs)
{
    /// <summary>The shape of the first input.</summary>
    public Shape X => Inputs[0].Shape;

    /// <summary>The shape of the first output.</summary>
    public Shape Y => Outputs[0].Shape;

    /// <summary>This signature, if all numbers in it are f32; masks are bytes.</summary>
    public Signature RequireFloat32()
    {
        if (Inputs.Any(i => i.Element == ElementType.BFloat16) || Outputs.Any(o => o.Element == ElementType.BFloat16) || Inputs[0].Element != ElementType.Float32)
            throw NotSupported();
        return this;
    }

    /// <summary>Says that there is no such kernel.</summary>
    public NotSupportedException NotSupported() =>
        new($"{Operation.Name}: the managed back end has no kernel for {string.Join(", ", Inputs)}.");

    /// <summary>A kernel whose tensors are all row-major.</summary>
    /// <param name="build">Ties it to tensors.</param>
    /// <param name="inPlaceInput">The input that the first output may replace.</param>
    public ManagedKernel Kernel(Action<Binding> build, int inPlaceInput = -1) => new(Plain(Inputs), Plain(Outputs), build, inPlaceInput);

    /// <summary>Row-major descriptors.</summary>
    public static TensorDescriptor[] Plain(IEnumerable<TensorType> types) => [.. types.Select(t => new TensorDescriptor(t, Layout.Plain))];
}
