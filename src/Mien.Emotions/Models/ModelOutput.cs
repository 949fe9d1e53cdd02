namespace Mien.Emotions.Models;

/// <summary>One output of an emotion model: N×<c>Labels.Count</c> logits or probabilities.</summary>
/// <param name="Name">The name of the graph's value, such as "ferplus".</param>
/// <param name="Labels">What its columns mean, in their order.</param>
/// <param name="Temperature">What logits are divided by before softmax so that probabilities are calibrated, above 0; 1 changes nothing.</param>
public sealed record ModelOutput(string Name, LabelSet Labels, double Temperature = 1);
