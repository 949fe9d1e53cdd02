namespace Mien.Learning.Detection;

/// <summary>A place at which a detector predicts.</summary>
/// <param name="Level">The map, from 0.</param>
/// <param name="Cell">The cell of the map, row by row.</param>
/// <param name="Stride">What the map's numbers are multiplied by, in pixels of the input.</param>
/// <param name="X">Pixels from the input's left edge.</param>
/// <param name="Y">Pixels from the input's top edge.</param>
internal readonly record struct Anchor(int Level, int Cell, int Stride, int X, int Y);
