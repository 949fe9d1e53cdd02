namespace Mien.Imaging;

/// <summary>How a picture's new samples come from its old ones.</summary>
public enum Resampling
{
    /// <summary>The mean of the covered area along a side that shrinks, bilinear along one that grows: no aliasing.</summary>
    Area,

    /// <summary>Between the two nearest samples along each side, bit for bit as OpenCV's <c>INTER_LINEAR_EXACT</c>.</summary>
    Bilinear,
}
