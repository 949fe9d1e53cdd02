namespace Mien.Imaging.Video;

/// <summary>
/// Luma and chroma to RGB in integers of 1/65536, after ITU-R BT.601, BT.709 or BT.2020, from limited (16 to 235, 16 to 240) or full range.
/// </summary>
internal readonly struct YuvConversion
{
    private const int Half = 1 << 15;

    private readonly int _luma;
    private readonly int _offset;
    private readonly int _redOfV;
    private readonly int _greenOfU;
    private readonly int _greenOfV;
    private readonly int _blueOfU;

    public YuvConversion(YuvMatrix matrix, bool isFullRange)
    {
        var (red, blue) = matrix switch
        {
            YuvMatrix.Bt709 => (0.2126, 0.0722),
            YuvMatrix.Bt2020 => (0.2627, 0.0593),
            _ => (0.299, 0.114),
        };
        var green = 1 - red - blue;
        var chroma = isFullRange ? 65536.0 : 65536.0 * 255 / 224;
        _offset = isFullRange ? 0 : 16;
        _luma = (int)Math.Round(isFullRange ? 65536.0 : 65536.0 * 255 / 219);
        _redOfV = (int)Math.Round(2 * (1 - red) * chroma);
        _blueOfU = (int)Math.Round(2 * (1 - blue) * chroma);
        _greenOfU = (int)Math.Round(2 * (1 - blue) * blue / green * chroma);
        _greenOfV = (int)Math.Round(2 * (1 - red) * red / green * chroma);
    }

    /// <summary>Converts planes of one size.</summary>
    public void Convert(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> u, ReadOnlySpan<byte> v, Span<byte> rgb)
    {
        u = u[..luma.Length];
        v = v[..luma.Length];
        for (var i = 0; i < luma.Length; i++)
        {
            var (blue, red) = (u[i] - 128, v[i] - 128);
            Store(luma[i], red * _redOfV, -(blue * _greenOfU) - (red * _greenOfV), blue * _blueOfU, rgb.Slice(3 * i, 3));
        }
    }

    /// <summary>Converts a row whose chroma has one sample for two pixels.</summary>
    public void ConvertHalf(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> u, ReadOnlySpan<byte> v, Span<byte> rgb)
    {
        for (var i = 0; i < u.Length; i++)
        {
            var (blue, red) = (u[i] - 128, v[i] - 128);
            var (r, g, b) = (red * _redOfV, -(blue * _greenOfU) - (red * _greenOfV), blue * _blueOfU);
            Store(luma[2 * i], r, g, b, rgb.Slice(6 * i, 3));
            if ((2 * i) + 1 < luma.Length)
                Store(luma[(2 * i) + 1], r, g, b, rgb.Slice((6 * i) + 3, 3));
        }
    }

    private void Store(byte luma, int red, int green, int blue, Span<byte> pixel)
    {
        var bright = ((luma - _offset) * _luma) + Half;
        pixel[2] = (byte)Math.Clamp((bright + blue) >> 16, 0, 255);
        pixel[1] = (byte)Math.Clamp((bright + green) >> 16, 0, 255);
        pixel[0] = (byte)Math.Clamp((bright + red) >> 16, 0, 255);
    }
}
