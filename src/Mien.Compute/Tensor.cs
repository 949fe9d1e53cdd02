namespace Mien.Compute;

/// <summary>Numbers in native memory, aligned to 64 bytes. A tensor owns its memory or is a view into memory that another owns.</summary>
public sealed unsafe class Tensor : IDisposable
{
    private readonly NativeBuffer buffer;
    private readonly long offset;
    private readonly bool owns;

    /// <summary>Reserves memory; its content is undefined.</summary>
    /// <param name="descriptor">Type and layout.</param>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public Tensor(TensorDescriptor descriptor)
        : this(descriptor ?? throw new ArgumentNullException(nameof(descriptor)), new NativeBuffer(descriptor.ByteCount), 0, owns: true)
    {
    }

    internal Tensor(TensorDescriptor descriptor, NativeBuffer buffer, long offset, bool owns)
    {
        (Descriptor, this.buffer, this.offset, this.owns) = (descriptor, buffer, offset, owns);
    }

    /// <summary>Type and layout.</summary>
    public TensorDescriptor Descriptor { get; }

    /// <summary>The logical shape.</summary>
    public Shape Shape => Descriptor.Type.Shape;

    /// <summary>The first byte.</summary>
    internal nint Address => buffer.Address + (nint)offset;

    /// <summary>All bytes, padding included, whatever the layout.</summary>
    internal Span<byte> Bytes => new((void*)Address, checked((int)Descriptor.ByteCount));

    /// <summary>A row-major f32 tensor with a copy of the values.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">As many values as the shape has elements.</param>
    /// <exception cref="ArgumentException">There are more or fewer values.</exception>
    public static Tensor FromValues(Shape shape, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.Count)
            throw new ArgumentException($"A tensor of {shape} has {shape.Count} elements, got {values.Length} values.", nameof(values));
        var tensor = new Tensor(TensorDescriptor.Plain(ElementType.Float32, shape));
        values.CopyTo(tensor.Floats);
        return tensor;
    }

    /// <summary>The elements of a row-major f32 tensor, in place.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another element type or layout.</exception>
    public Span<float> Floats
    {
        get
        {
            if (Descriptor.Type.Element != ElementType.Float32 || !Descriptor.Layout.Equals(Layout.Plain))
                throw new InvalidOperationException($"Only plain f32 tensors can be read in place; this one is {Descriptor.Type}, {Descriptor.Layout}.");
            return new Span<float>((void*)Address, Shape.Count);
        }
    }

    /// <summary>The same memory under another type and layout of at most the same size. The view must not outlive this tensor.</summary>
    /// <param name="descriptor">What the view is.</param>
    internal Tensor View(TensorDescriptor descriptor)
    {
        if (descriptor.ByteCount > buffer.ByteCount - offset)
            throw new ArgumentException($"A view of {descriptor.Type} does not fit the {Descriptor.Type} it looks at.", nameof(descriptor));
        return new Tensor(descriptor, buffer, offset, owns: false);
    }

    /// <summary>Frees the memory if this tensor owns it.</summary>
    public void Dispose()
    {
        if (owns)
            buffer.Dispose();
    }
}
