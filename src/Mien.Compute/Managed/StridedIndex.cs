namespace Mien.Compute.Managed;

/// <summary>Counts through some dimensions of a tensor, outermost first, and says where each element lies.</summary>
/// <param name="sizes">The dimensions.</param>
/// <param name="strides">Distance of neighbours along each; 0 where a number is repeated.</param>
internal sealed class StridedIndex(int[] sizes, int[] strides)
{
    /// <summary>How many elements there are.</summary>
    public int Count { get; } = sizes.Aggregate(1, (product, size) => product * size);

    /// <summary>Where an element lies.</summary>
    /// <param name="index">Its number, row-major.</param>
    public int Offset(int index)
    {
        var offset = 0;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            (index, var position) = Math.DivRem(index, sizes[d]);
            offset += position * strides[d];
        }
        return offset;
    }
}
