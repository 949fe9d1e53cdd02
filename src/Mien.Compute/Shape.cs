using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mien.Compute;

/// <summary>The logical dimensions of a tensor, outermost first (N×C×H×W for pictures). A scalar has none.</summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly ImmutableArray<int> dimensions;

    /// <summary>Makes a shape.</summary>
    /// <param name="dimensions">Each at least 1; their product fits an <see cref="int"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is below 1.</exception>
    /// <exception cref="OverflowException">There are more than 2³¹ − 1 elements.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        var count = 1;
        foreach (var d in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(d, 1, nameof(dimensions));
            count = checked(count * d);
        }
        this.dimensions = ImmutableArray.Create(dimensions);
        Count = count;
    }

    /// <summary>How many dimensions there are.</summary>
    public int Rank => dimensions.Length;

    /// <summary>How many elements there are.</summary>
    public int Count { get; }

    /// <summary>The dimensions, outermost first.</summary>
    public ReadOnlySpan<int> Dimensions => dimensions.AsSpan();

    /// <summary>One dimension.</summary>
    /// <param name="axis">From 0, outermost first.</param>
    public int this[int axis] => dimensions[axis];

    /// <summary>The same shape with one dimension replaced.</summary>
    /// <param name="axis">From 0, outermost first.</param>
    /// <param name="size">The new dimension, at least 1.</param>
    public Shape With(int axis, int size)
    {
        var copy = dimensions.ToArray();
        copy[axis] = size;
        return new Shape(copy);
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(Dimensions));
        return hash.ToHashCode();
    }

    /// <summary>For example "1×64×24×24"; a scalar is "scalar".</summary>
    public override string ToString() =>
        Rank == 0 ? "scalar" : string.Join('×', dimensions.Select(d => d.ToString(CultureInfo.InvariantCulture)));
}
