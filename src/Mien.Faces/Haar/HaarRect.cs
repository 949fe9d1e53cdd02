namespace Mien.Faces.Haar;

/// <summary>A weighted rectangle of a Haar feature, in pixels of the cascade's window.</summary>
internal readonly record struct HaarRect(int X, int Y, int Width, int Height, int Weight);
