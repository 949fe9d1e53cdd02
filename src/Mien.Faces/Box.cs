namespace Mien.Faces;

/// <summary>An upright rectangle in pixels of the upright picture; the origin is the picture's top left corner, Y grows downwards.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width; negative widths count as empty.</param>
/// <param name="Height">Height; negative heights count as empty.</param>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>Right edge (exclusive).</summary>
    public double Right => X + Width;

    /// <summary>Bottom edge (exclusive).</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle of the left and right edges.</summary>
    public double CenterX => X + Width / 2;

    /// <summary>The middle of the top and bottom edges.</summary>
    public double CenterY => Y + Height / 2;

    /// <summary>Square pixels, 0 for an empty box.</summary>
    public double Area => Width > 0 && Height > 0 ? Width * Height : 0;

    /// <summary>The common part of two boxes; empty (zero area) where they do not touch.</summary>
    /// <param name="other">The other box.</param>
    public Box Intersect(Box other)
    {
        var (left, top) = (Math.Max(X, other.X), Math.Max(Y, other.Y));
        var (right, bottom) = (Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));
        return right > left && bottom > top ? new Box(left, top, right - left, bottom - top) : new Box(left, top, 0, 0);
    }

    /// <summary>Intersection over union, 0 (apart, or both empty) to 1 (equal).</summary>
    /// <param name="other">The other box.</param>
    public double IntersectionOverUnion(Box other)
    {
        var common = Intersect(other).Area;
        var union = Area + other.Area - common;
        return union > 0 ? common / union : 0;
    }
}
