namespace Mien.Learning.Augmentation;

/// <summary>The source position of a destination pixel: <c>(XX·x + XY·y + X, YX·x + YY·y + Y)</c>.</summary>
internal readonly record struct WarpMatrix(float XX, float XY, float X, float YX, float YY, float Y);
