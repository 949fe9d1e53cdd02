namespace Mien.Emotions.OverTime;

/// <summary>A turn in what a face shows.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Time">When.</param>
/// <param name="Label">The class; never neutral, against which the others begin and end.</param>
/// <param name="Probability">Its smoothed probability then, 0 to 1.</param>
public sealed record EmotionEvent(EmotionEventKind Kind, TimeSpan Time, string Label, double Probability);
