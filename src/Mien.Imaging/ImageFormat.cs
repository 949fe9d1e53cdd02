namespace Mien.Imaging;

/// <summary>The kinds of picture file that <see cref="ImageWriter"/> writes.</summary>
public enum ImageFormat
{
    /// <summary>JPEG, lossy.</summary>
    Jpeg,

    /// <summary>PNG, lossless.</summary>
    Png,

    /// <summary>WebP, lossy.</summary>
    WebP,
}
