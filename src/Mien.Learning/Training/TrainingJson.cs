using System.Text.Json.Serialization;

namespace Mien.Learning.Training;

/// <summary>The JSON of run folders.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CheckpointHeader))]
[JsonSerializable(typeof(EpochRecord))]
[JsonSerializable(typeof(RunMetrics))]
[JsonSerializable(typeof(SeedSummary))]
[JsonSerializable(typeof(FoldSummary))]
internal sealed partial class TrainingJson : JsonSerializerContext;
