using Mien.Compute;

namespace Mien.Neural.Safetensors;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors of numbers by name, as f32 whatever the file has.</param>
/// <param name="Metadata">The file's own facts.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, StoredTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);

/// <summary>An array of numbers with its shape.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values, row-major.</param>
public sealed record StoredTensor(Shape Shape, float[] Values);
