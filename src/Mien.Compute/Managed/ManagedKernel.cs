namespace Mien.Compute.Managed;

/// <summary>A kernel of the managed back end: descriptors, and how it is tied to tensors.</summary>
internal sealed class ManagedKernel(
    IReadOnlyList<TensorDescriptor> inputs, IReadOnlyList<TensorDescriptor> outputs, Action<Binding> build, int inPlaceInput = -1)
    : Kernel(inputs, outputs)
{
    private readonly int slots = ThreadTeam.Size;

    /// <inheritdoc/>
    public override int InPlaceInput => inPlaceInput;

    /// <inheritdoc/>
    public override Invocation Bind(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs)
    {
        Check("input", Inputs, inputs);
        Check("output", Outputs, outputs);
        var binding = new Binding(inputs, outputs, slots);
        try
        {
            build(binding);
            return new ManagedInvocation(binding);
        }
        catch
        {
            binding.Buffers.ForEach(b => b.Dispose());
            throw;
        }
    }

    private static void Check(string what, IReadOnlyList<TensorDescriptor> wanted, IReadOnlyList<Tensor> given)
    {
        if (wanted.Count != given.Count)
            throw new ArgumentException($"The kernel has {wanted.Count} {what}(s), got {given.Count}.", nameof(given));
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!given[i].Descriptor.Equals(wanted[i]))
                throw new ArgumentException($"The kernel's {what} {i} must be {wanted[i].Type}, {wanted[i].Layout}; got {given[i].Descriptor.Type}, {given[i].Descriptor.Layout}.", nameof(given));
        }
    }
}
