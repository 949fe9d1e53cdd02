namespace Mien.Faces.Haar;

/// <summary>An upright Haar feature: the weighted sum of its two or three rectangles' pixels.</summary>
internal sealed record HaarFeature(HaarRect[] Rects);
