namespace Mien.Learning.Protocol;

/// <summary>How two pictures match.</summary>
public enum DuplicateKind
{
    /// <summary>Every pixel is equal.</summary>
    Exact,

    /// <summary>The same picture with small changes: compression, brightness, contrast.</summary>
    Near,

    /// <summary>As <see cref="Near"/>, one of them mirrored left to right.</summary>
    Mirrored,
}
