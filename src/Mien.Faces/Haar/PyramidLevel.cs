namespace Mien.Faces.Haar;

/// <summary>One size of the picture to which the window is applied.</summary>
/// <param name="Scale">Picture pixels a pixel of this level.</param>
/// <param name="Width">Pixels a row of this level.</param>
/// <param name="Height">Rows of this level.</param>
/// <param name="Step">Pixels from window to window: 2 below scale 2, otherwise 1.</param>
/// <param name="Columns">Windows a row.</param>
/// <param name="SearchHeight">Windows start at rows below this, at every <paramref name="Step"/>-th.</param>
internal sealed record PyramidLevel(float Scale, int Width, int Height, int Step, int Columns, int SearchHeight);
