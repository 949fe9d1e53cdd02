namespace Mien.Faces.Haar;

/// <summary>A rectangle in whole pixels, as the cascade's windows are.</summary>
internal readonly record struct PixelRect(int X, int Y, int Width, int Height);
