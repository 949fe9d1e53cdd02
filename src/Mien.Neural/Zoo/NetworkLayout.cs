namespace Mien.Neural.Zoo;

/// <summary>Whose form of a network is built where the published ones differ.</summary>
public enum NetworkLayout
{
    /// <summary>torchvision's: symmetric padding, learned scales in batch normalisation, average pooling that counts padding.</summary>
    Torchvision,

    /// <summary>Keras's: SAME padding, its epsilon and scales in batch normalisation, average pooling that does not count padding.</summary>
    Keras,

    /// <summary>timm's: other names than torchvision's.</summary>
    Timm,
}
