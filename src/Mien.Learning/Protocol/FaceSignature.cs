using System.Numerics.Tensors;
using Mien.Imaging;

namespace Mien.Learning.Protocol;

/// <summary>
/// What near duplicates share: the picture in grey at 8×8, without its mean, as the 63 changing coefficients of a cosine transform in
/// zigzag order, of length 1. Brightness and contrast drop out, and the mirror image is a change of signs.
/// </summary>
internal static class FaceSignature
{
    public const int Length = 63;

    private const int Side = 8;

    /// <summary>Writes the signature of a picture of any size; zeros for a flat one.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="signature"><see cref="Length"/> values.</param>
    /// <returns>False where the picture is flat and cannot be told from others.</returns>
    public static bool Fill(Image picture, Span<float> signature)
    {
        Span<float> blocks = stackalloc float[Side * Side];
        GreyGrid.Fill(picture, Side, blocks);
        Transform(blocks);
        for (var i = 0; i < Length; i++)
            signature[i] = blocks[Zigzag[i + 1]];
        var norm = TensorPrimitives.Norm<float>(signature);
        if (norm < 1)
        {
            signature.Clear();
            return false;
        }
        TensorPrimitives.Divide(signature, norm, signature);
        return true;
    }

    /// <summary>Turns a signature into that of the mirror image.</summary>
    public static void Mirror(Span<float> signature)
    {
        for (var i = 0; i < Length; i++)
        {
            if (ChangesInMirror(i))
                signature[i] = -signature[i];
        }
    }

    /// <summary>Whether a coefficient changes its sign in the mirror image: those of odd horizontal frequency do.</summary>
    public static bool ChangesInMirror(int index) => Zigzag[index + 1] % 2 == 1;

    /// <summary>The orthonormal DCT-II of rows and columns.</summary>
    private static void Transform(Span<float> blocks)
    {
        Span<float> half = stackalloc float[Side * Side];
        Span<float> basis = stackalloc float[Side * Side];
        for (var i = 0; i < basis.Length; i++)
            basis[i] = (float)(Math.Cos(Math.PI * (i % Side + 0.5) * (i / Side) / Side) * Math.Sqrt((i < Side ? 1.0 : 2.0) / Side));
        for (var pass = 0; pass < 2; pass++)
        {
            for (var line = 0; line < Side; line++)
            {
                for (var frequency = 0; frequency < Side; frequency++)
                    half[frequency * Side + line] = TensorPrimitives.Dot<float>(blocks.Slice(line * Side, Side), basis.Slice(frequency * Side, Side));
            }
            half.CopyTo(blocks);
        }
    }

    /// <summary>The row-major places of the coefficients in JPEG's zigzag order.</summary>
    private static ReadOnlySpan<byte> Zigzag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];
}
