using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>A predicted box by its middle and sides, in pixels of the input.</summary>
internal readonly record struct PredictedBox(double CenterX, double CenterY, double Width, double Height)
{
    // e^8 strides are far more than any input; beyond, sides would overflow.
    private const float LargestLogarithm = 8;

    /// <summary>The box that four numbers of a map mean: the middle's offset and the sides' logarithms, in strides.</summary>
    public static PredictedBox Decode(in Anchor anchor, float x, float y, float width, float height) => new(
        anchor.X + (anchor.Stride * x), anchor.Y + (anchor.Stride * y),
        anchor.Stride * Math.Exp(Math.Clamp(width, -LargestLogarithm, LargestLogarithm)), anchor.Stride * Math.Exp(Math.Clamp(height, -LargestLogarithm, LargestLogarithm)));

    /// <summary>The same as a box.</summary>
    public Box ToBox() => new(CenterX - (Width / 2), CenterY - (Height / 2), Width, Height);
}
