using System.Text.Json.Serialization;

namespace Mien.Cli.Commands;

/// <summary>How the results of commands are written as JSON, with code made when the program is built: nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(BenchInferReport))]
[JsonSerializable(typeof(BenchPhasesReport))]
[JsonSerializable(typeof(BenchTrainReport))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ModelInfoReport))]
[JsonSerializable(typeof(Mien.Learning.Detection.DetectionFigures))]
[JsonSerializable(typeof(Mien.Learning.Inspection.DatasetSummary))]
[JsonSerializable(typeof(Mien.Learning.Evaluation.EvaluationResult))]
[JsonSerializable(typeof(Mien.Learning.Reports.ComparisonFigures))]
internal sealed partial class CliJson : JsonSerializerContext;
