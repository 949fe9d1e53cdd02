namespace Mien.Faces.Haar;

/// <summary>Some rows of windows of one level: a piece of work for one thread, sized so that its integral images stay in the processor's cache.</summary>
/// <param name="Level">The level.</param>
/// <param name="Taps">How its pixels come from the picture.</param>
/// <param name="Top">First row of windows.</param>
/// <param name="Bottom">Past the last row of windows.</param>
/// <param name="Stride">Elements from row to row of the integral images.</param>
internal readonly record struct Stripe(PyramidLevel Level, LevelTaps Taps, int Top, int Bottom, int Stride);
