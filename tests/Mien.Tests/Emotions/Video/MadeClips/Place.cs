using Mien.Faces;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>Where a made face is.</summary>
/// <param name="X">Its middle, in pixels from the left.</param>
/// <param name="Y">Its middle, in pixels from the top.</param>
/// <param name="Side">The side of its picture in pixels.</param>
/// <param name="Roll">How it leans, in radians clockwise.</param>
internal readonly record struct Place(double X, double Y, double Side, double Roll)
{
    /// <summary>What a perfect detector would find.</summary>
    public Box Box => new(X - (Side / FaceAligner.FerMargin / 2), Y - (Side / FaceAligner.FerMargin / 2), Side / FaceAligner.FerMargin, Side / FaceAligner.FerMargin);
}
