using Mien.Faces;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A face that is really in a frame.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Box">Where.</param>
/// <param name="Label">What it shows; the stronger one inside a fade.</param>
/// <param name="IsFading">Whether two expressions are mixed: such a frame has no one right answer.</param>
/// <param name="Covered">The share of its box behind others, 0 to 1.</param>
internal sealed record TrueFace(int Person, Box Box, string Label, bool IsFading, double Covered)
{
    /// <summary>Which of the person's faces it is, where each expression is another person's picture; else 0.</summary>
    public int Picture { get; init; }

    /// <summary>Whether a detector can be expected to find it.</summary>
    public bool IsVisible => Covered < 0.4;

    /// <summary>Whether its answer counts for accuracy.</summary>
    public bool Counts => !IsFading && Covered < 0.15;
}
