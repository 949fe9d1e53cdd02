using Mien.Compute.Operations;

namespace Mien.Faces.YuNet;

/// <summary>One scale at which a picture is searched.</summary>
/// <param name="Width">Pixels a row of the scaled picture.</param>
/// <param name="Height">Rows of the scaled picture.</param>
/// <param name="Canvas">What the network is given: the scaled picture at the top left, black to the right and below.</param>
internal readonly record struct SearchScale(int Width, int Height, Size2 Canvas)
{
    /// <summary>The largest face that is believed, √(width · height) in pixels of the scaled picture; a coarser scale finds larger ones.</summary>
    public double LargestFace { get; init; } = double.PositiveInfinity;
}
