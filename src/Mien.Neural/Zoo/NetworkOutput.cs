namespace Mien.Neural.Zoo;

/// <summary>An output of a network: N×<paramref name="Classes"/> logits.</summary>
/// <param name="Name">The name of the value, such as "ferplus".</param>
/// <param name="Classes">How many classes, at least 1.</param>
public sealed record NetworkOutput(string Name, int Classes);
