using Mien.Imaging;

namespace Mien.Learning.Protocol;

/// <summary>The signs of a picture's <see cref="FaceSignature"/> in 64 bits; the highest bit is always set, and 0 stands for a flat picture.</summary>
internal static class LookHash
{
    public static ulong Of(Image picture)
    {
        Span<float> signature = stackalloc float[FaceSignature.Length];
        if (!FaceSignature.Fill(picture, signature))
            return 0;
        var hash = 1UL << 63;
        for (var i = 0; i < signature.Length; i++)
            hash |= signature[i] > 0 ? 1UL << i : 0;
        return hash;
    }

    /// <summary>The hash of the mirror image.</summary>
    public static ulong Mirrored(ulong hash)
    {
        for (var i = 0; i < FaceSignature.Length; i++)
            hash ^= FaceSignature.ChangesInMirror(i) ? 1UL << i : 0;
        return hash;
    }
}
