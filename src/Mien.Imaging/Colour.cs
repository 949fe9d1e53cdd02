namespace Mien.Imaging;

/// <summary>An sRGB colour.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Colour Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static Colour White => new(255, 255, 255);

    /// <summary>Its luma, 0 to 255, after BT.601.</summary>
    public byte Luma => (byte)(((Red * 9798) + (Green * 19235) + (Blue * 3735) + (1 << 14)) >> 15);
}
