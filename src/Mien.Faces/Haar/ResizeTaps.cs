namespace Mien.Faces.Haar;

/// <summary>
/// Where each sample of a bilinear reduction lies in the source, in 8-bit fixed point: sample i is
/// <c>source[Offset] · (256 − w) + source[Offset + 1] · w</c>. The rounding is that of OpenCV's exact bilinear resize.
/// </summary>
internal sealed class ResizeTaps
{
    /// <summary>Lays out one axis.</summary>
    /// <param name="source">Samples there are.</param>
    /// <param name="target">Samples wanted.</param>
    public ResizeTaps(int source, int target)
    {
        Offsets = new int[target + 16];
        Weights = new int[target + 16];
        var scale = 1.0 / ((double)target / source);
        for (var i = 0; i < target; i++)
        {
            var position = scale * (i + 0.5) - 0.5;
            var offset = (int)Math.Floor(position);
            if (offset < 0 || source == 1)
                (Offsets[i], Weights[i]) = (0, 256);
            else if (offset >= source - 1)
                (Offsets[i], Weights[i]) = (source - 1, 256);
            else
                (Offsets[i], Weights[i]) = (offset, Packed((int)Math.Round((position - offset) * 256, MidpointRounding.ToEven)));
        }
    }

    /// <summary>First source sample of each target sample, padded by 16.</summary>
    public int[] Offsets { get; }

    /// <summary>The weight of the first source sample in the lower and of the second in the upper 16 bits; they add up to 256.</summary>
    public int[] Weights { get; }

    private static int Packed(int second) => (256 - second) | (second << 16);
}
