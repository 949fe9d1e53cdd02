namespace Mien.Imaging.Video;

/// <summary>What a video comes from.</summary>
internal enum VideoSourceKind
{
    /// <summary>A file on this machine.</summary>
    File,

    /// <summary>A film at an address, which can be opened again and searched.</summary>
    Address,

    /// <summary>A live stream from the network.</summary>
    Stream,

    /// <summary>A camera of this machine.</summary>
    Camera,
}
