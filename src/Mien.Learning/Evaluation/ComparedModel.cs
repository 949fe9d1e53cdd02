namespace Mien.Learning.Evaluation;

/// <summary>A model of a comparison: its figures and what it costs.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Evaluation">Figures and decisions; of all models on the same rows.</param>
/// <param name="Parameters">Numbers that are learned; of a classical model all that it keeps.</param>
/// <param name="MultiplyAdds">Of convolutions and matrix products, for one face; null for a classical model.</param>
/// <param name="MillisecondsPerFace">The median run of one face, searching it left out.</param>
/// <param name="Bytes">The file's size.</param>
public sealed record ComparedModel(string Name, Evaluation Evaluation, long Parameters, long? MultiplyAdds, double MillisecondsPerFace, long Bytes);
