namespace Mien.Faces.YuNet;

/// <summary>
/// Makes scores of large and small faces mean the same, for detectors that Mien has trained: they are surer of large things, of faces and of others, so that a score
/// that a small face seldom reaches is a doubtful one for a large face.
/// </summary>
/// <remarks>
/// Measured on 1,940 photos of sources that the built-in detector has not learned from: of 253 faces of 64 pixels and more all that it finds at 0.6 (249) have 0.88
/// and more, as 29 of 151 other things do; of 375 faces of 16 to 24 pixels 257 have 0.6 and more, 160 of them 0.88. The exponents take 0.75 at 24 pixels and 0.86 at 64
/// to 0.6, the usual threshold.
/// </remarks>
internal static class SizedScore
{
    private const double Small = 24;
    private const double Large = 64;
    private static readonly double SmallExponent = Math.Log(0.6) / Math.Log(0.75);
    private static readonly double LargeExponent = Math.Log(0.6) / Math.Log(0.86);

    /// <summary>The score that counts.</summary>
    /// <param name="score">The network's, 0 to 1.</param>
    /// <param name="size">The face's size, √(width · height), in pixels of the largest picture that the network was given.</param>
    public static double Of(double score, double size)
    {
        var share = Math.Clamp(Math.Log(size / Small) / Math.Log(Large / Small), 0, 1);
        return Math.Pow(score, SmallExponent + (share * (LargeExponent - SmallExponent)));
    }
}
