using Mien.Compute;

namespace Mien.Tests.Compute.Reference;

/// <summary>Broadcasting by its definition.</summary>
internal static class Broadcasting
{
    /// <summary>The element of the small tensor that belongs to an element of the full one.</summary>
    public static int SmallIndex(int index, Shape full, Shape small)
    {
        var (result, stride) = (0, 1);
        for (var d = full.Rank - 1; d >= 0; d--)
        {
            (index, var position) = Math.DivRem(index, full[d]);
            result += small[d] == 1 ? 0 : position * stride;
            stride *= small[d];
        }
        return result;
    }
}
