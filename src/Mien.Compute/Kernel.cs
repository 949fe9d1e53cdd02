namespace Mien.Compute;

/// <summary>
/// An operation compiled for fixed shapes. It says which layouts it wants for its inputs and gives its outputs in; the caller reorders where an
/// input lies otherwise. Kernels are compiled and run on a thread of a <see cref="ComputeQueue"/>.
/// </summary>
public abstract class Kernel : IDisposable
{
    /// <summary>Describes a kernel.</summary>
    /// <param name="inputs">What each input must be, in the operation's order.</param>
    /// <param name="outputs">What each output is, in the operation's order.</param>
    protected Kernel(IReadOnlyList<TensorDescriptor> inputs, IReadOnlyList<TensorDescriptor> outputs)
    {
        (Inputs, Outputs) = (inputs, outputs);
    }

    /// <summary>What each input must be, in the operation's order.</summary>
    public IReadOnlyList<TensorDescriptor> Inputs { get; }

    /// <summary>What each output is, in the operation's order.</summary>
    public IReadOnlyList<TensorDescriptor> Outputs { get; }

    /// <summary>The input that the first output may share its memory with, or −1.</summary>
    public virtual int InPlaceInput => -1;

    /// <summary>
    /// The input that lies in the first output's memory, because the kernel adds to it there, or −1. <see cref="Bind"/> gets one tensor for both.
    /// </summary>
    public virtual int SharedInput => -1;

    /// <summary>Ties the kernel to tensors, so that running it allocates nothing. The tensors must outlive the invocation.</summary>
    /// <param name="inputs">One a descriptor of <see cref="Inputs"/>.</param>
    /// <param name="outputs">One a descriptor of <see cref="Outputs"/>.</param>
    public abstract Invocation Bind(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the kernel owns.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A kernel tied to its tensors.</summary>
public abstract class Invocation : IDisposable
{
    /// <summary>Reads the inputs, writes the outputs, allocates nothing.</summary>
    public abstract void Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the invocation owns.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
