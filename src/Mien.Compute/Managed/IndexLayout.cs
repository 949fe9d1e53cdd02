namespace Mien.Compute.Managed;

/// <summary>Four bytes an element whatever its type: where in its plane each maximum of a pooling lies.</summary>
internal sealed class IndexLayout : Layout
{
    /// <inheritdoc/>
    public override long ByteCount(TensorType type) => (long)type.Shape.Count * sizeof(int);

    /// <inheritdoc/>
    public override bool Equals(Layout? other) => other is IndexLayout;

    /// <inheritdoc/>
    public override int GetHashCode() => 4;

    /// <inheritdoc/>
    public override string ToString() => "managed indices";
}
