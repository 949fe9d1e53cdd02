namespace Mien.Compute;

/// <summary>How a tensor's elements lie in memory. Only <see cref="Plain"/> may be read; every other layout is known to its back end alone.</summary>
public abstract class Layout : IEquatable<Layout>
{
    /// <summary>Row-major without gaps: what every tensor has at the borders of the library.</summary>
    public static Layout Plain { get; } = new PlainLayout();

    /// <summary>Bytes that a tensor of this type takes in this layout, padding included.</summary>
    /// <param name="type">Element type and logical shape.</param>
    public abstract long ByteCount(TensorType type);

    /// <inheritdoc/>
    public abstract bool Equals(Layout? other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Layout);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    private sealed class PlainLayout : Layout
    {
        public override long ByteCount(TensorType type) => (long)type.Shape.Count * type.Element.Size();

        public override bool Equals(Layout? other) => other is PlainLayout;

        public override int GetHashCode() => 1;

        public override string ToString() => "plain";
    }
}
