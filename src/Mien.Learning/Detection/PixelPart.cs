namespace Mien.Learning.Detection;

/// <summary>A rectangle of pixels of the input.</summary>
internal readonly record struct PixelPart(int X, int Y, int Width, int Height);
