namespace Mien.Faces.Haar;

/// <summary>
/// A window that the first stage rejects makes the search skip its right neighbour (OpenCV's rule, on which neighbour counts depend).
/// Which windows are looked at is thus a chain along the row; here it is followed for 64 windows at once, as runs of odd and even length.
/// </summary>
internal static class SkipChain
{
    private const ulong Odd = 0xAAAA_AAAA_AAAA_AAAA;

    /// <summary>Clears in <paramref name="accepted"/> the windows that the chain leaps over.</summary>
    /// <param name="rejected">A bit for each window that the first stage would reject, lowest first.</param>
    /// <param name="accepted">A bit for each window that it would accept; of the same length.</param>
    public static void Apply(ReadOnlySpan<ulong> rejected, Span<ulong> accepted)
    {
        var carry = 0ul;
        for (var i = 0; i < rejected.Length; i++)
        {
            var starts = rejected[i] & ~carry;
            var follow = ((starts << 1 | Odd) - starts) ^ Odd;
            accepted[i] &= ~(follow ^ (rejected[i] | carry));
            carry = (follow & rejected[i]) >> 63;
        }
    }
}
