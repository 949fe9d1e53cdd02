using System.Text.Json.Serialization;
using Mien.Learning.Detection;

namespace Mien.Learning.Training;

/// <summary>The JSON of detectors' runs and figures.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(DetectionEpoch))]
[JsonSerializable(typeof(DetectionFigures))]
[JsonSerializable(typeof(DetectorFacts))]
internal sealed partial class DetectionJson : JsonSerializerContext;
