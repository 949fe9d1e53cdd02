namespace Mien.Learning.Auditing;

/// <summary>A label that is probably wrong.</summary>
/// <param name="Row">The row's index.</param>
/// <param name="Label">The given class.</param>
/// <param name="Likely">The class that it probably is.</param>
/// <param name="Margin">By how much more probable that class is, −1 to 1.</param>
public readonly record struct DoubtfulLabel(int Row, int Label, int Likely, float Margin);
