using Mien.Imaging;

namespace Mien.Learning.Balancing;

/// <summary>A picture between two of one size.</summary>
internal static class PictureMix
{
    /// <summary>Mixes level by level, rounded to the nearest of 256.</summary>
    public static Image Of(Image one, Image other, float share)
    {
        var mixed = new Image(one.Width, one.Height, one.Channels);
        for (var i = 0; i < mixed.Pixels.Length; i++)
            mixed.Pixels[i] = (byte)MathF.Round(one.Pixels[i] + (share * (other.Pixels[i] - one.Pixels[i])));
        return mixed;
    }
}
