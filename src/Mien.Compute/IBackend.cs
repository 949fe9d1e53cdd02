using Mien.Compute.Operations;

namespace Mien.Compute;

/// <summary>Turns descriptions of operations into kernels.</summary>
public interface IBackend
{
    /// <summary>"onednn" or "managed".</summary>
    string Name { get; }

    /// <summary>Whether kernels on this element type run here, on this processor.</summary>
    /// <param name="element">The type.</param>
    bool Supports(ElementType element);

    /// <summary>Compiles an operation. Call it on a thread of the <see cref="ComputeQueue"/> that will run the kernel: it is built for that thread's number of threads.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="inputs">The inputs as they lie now; the kernel may want some of them otherwise.</param>
    /// <exception cref="ShapeException">The inputs do not fit the operation.</exception>
    /// <exception cref="NotSupportedException">This back end has no such kernel; the text names operation and types.</exception>
    Kernel Compile(Operation operation, IReadOnlyList<TensorDescriptor> inputs);
}
