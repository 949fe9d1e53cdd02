namespace Mien.Emotions.OverTime;

/// <summary>How often one expression followed another.</summary>
/// <param name="From">The class before.</param>
/// <param name="To">The class after.</param>
/// <param name="Count">At least 1.</param>
public sealed record EmotionTransition(string From, string To, int Count);
