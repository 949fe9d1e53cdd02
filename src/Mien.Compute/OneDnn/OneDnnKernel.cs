using Mien.Compute.OneDnn.Native;

namespace Mien.Compute.OneDnn;

/// <summary>A tensor of a primitive: the number oneDNN knows it by, what it is for callers, and how the primitive sees it.</summary>
internal sealed record Port(int Argument, TensorDescriptor Tensor, MemoryDescriptor Memory);

/// <summary>A compiled oneDNN primitive.</summary>
internal sealed class OneDnnKernel : Kernel
{
    private readonly OneDnnEngine engine;
    private readonly PrimitiveHandle primitive;
    private readonly IReadOnlyList<Port> ports;
    private readonly MemoryDescriptor? scratchpad;
    private readonly int inPlaceInput;
    private readonly int sharedInput;

    /// <summary>Builds the primitive and takes the descriptor over.</summary>
    public OneDnnKernel(
        OneDnnEngine engine, PrimitiveDescriptor descriptor, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs, int inPlaceInput = -1, int sharedInput = -1)
        : base([.. inputs.Select(p => p.Tensor)], [.. outputs.Select(p => p.Tensor)])
    {
        this.engine = engine;
        (this.inPlaceInput, this.sharedInput) = (inPlaceInput, sharedInput);
        ports = [.. inputs.Where((_, i) => i != sharedInput), .. outputs];
        using (descriptor)
        {
            OneDnnException.ThrowIfFailed(Dnnl.PrimitiveCreate(out primitive, descriptor.Handle), "primitive", Outputs[0].Type.ToString());
            scratchpad = descriptor.Query(Query.Scratchpad);
        }
    }

    public override int InPlaceInput => inPlaceInput;

    public override int SharedInput => sharedInput;

    public override Invocation Bind(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) =>
        new OneDnnInvocation(engine, primitive, ports, [.. inputs.Where((_, i) => i != sharedInput), .. outputs], scratchpad);

    protected override void Dispose(bool disposing)
    {
        primitive.Dispose();
        base.Dispose(disposing);
    }
}
