using Mien.Emotions;
using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>The aligned mean of many faces that show one emotion.</summary>
/// <param name="Emotion">What they show.</param>
/// <param name="Picture">A square grey picture.</param>
/// <param name="Faces">How many pictures were averaged.</param>
/// <param name="Votes">The fewest votes of ten that any of them had.</param>
public sealed record Portrait(Emotion Emotion, Image Picture, int Faces, int Votes);
