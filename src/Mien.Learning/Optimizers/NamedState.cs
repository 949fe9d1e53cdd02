namespace Mien.Learning.Optimizers;

/// <summary>One array of an optimiser's or an average's memory, as a checkpoint keeps it.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Slot">What the array is, such as <c>momentum</c>.</param>
/// <param name="Values">As many values as the parameter has; the live array, not a copy.</param>
public sealed record NamedState(string Parameter, string Slot, float[] Values);
