namespace Mien.Imaging.Video;

/// <summary>By which standard a video's luma and chroma stand for red, green and blue.</summary>
public enum YuvMatrix
{
    /// <summary>ITU-R BT.601: standard definition, webcams and JPEG.</summary>
    Bt601,

    /// <summary>ITU-R BT.709: high definition.</summary>
    Bt709,

    /// <summary>ITU-R BT.2020, non-constant luminance: ultra-high definition.</summary>
    Bt2020,
}
