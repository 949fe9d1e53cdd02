using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Emotions.Video;

/// <summary>One face of a frame and what it shows.</summary>
/// <param name="Id">The number of the face, from 1: the same as long as it is followed.</param>
/// <param name="Box">Where it is, in pixels of the upright frame.</param>
/// <param name="Score">The detector's own certainty, 0 to 1; of a frame that was not searched, the lower one of the frames around it.</param>
/// <param name="Landmarks">Eyes, nose and mouth, or null where the detector has none.</param>
/// <param name="Quality">What speaks for or against judging it.</param>
/// <param name="Raw">What it shows by this frame alone.</param>
/// <param name="Smoothed">What it shows in the light of the frames around.</param>
public sealed record FrameFace(int Id, Box Box, double Score, Landmarks? Landmarks, FaceQuality Quality, EmotionDistribution Raw, EmotionDistribution Smoothed)
{
    /// <summary>Why it is not certain what the face shows, in words; empty where it is.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>What to tell people: the most probable class of <see cref="Smoothed"/>, or <see cref="AnalyzedFace.Uncertain"/>.</summary>
    public string Answer => Doubts.Count > 0 ? AnalyzedFace.Uncertain : Smoothed.Label;

    /// <summary>The probability of the most probable class of <see cref="Smoothed"/>, 0 to 1.</summary>
    public double Confidence => Smoothed.Values[Smoothed.Top];
}
