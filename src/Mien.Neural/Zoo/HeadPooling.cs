namespace Mien.Neural.Zoo;

/// <summary>How a body's N×C×H×W becomes a row a picture.</summary>
public enum HeadPooling
{
    /// <summary>The mean over the picture: N×C.</summary>
    Mean,

    /// <summary>All of it: N×(C·H·W).</summary>
    Flatten,
}
