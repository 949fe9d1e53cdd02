using System.Text.Json;
using System.Text.Json.Serialization;
using Mien.Learning.Evaluation;
using Mien.Learning.Protocol;

namespace Mien.Learning.Evaluation;

/// <summary>How a model came to be: the JSON under <c>mien.training</c> in its file.</summary>
public sealed record TrainingFacts
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The SHA-256 of the resolved recipe.</summary>
    public required string RecipeDigest { get; init; }

    /// <summary>The digest of the rows trained on.</summary>
    public required string TrainedDigest { get; init; }

    /// <summary>The digest of the rows chosen on.</summary>
    public required string ChosenDigest { get; init; }

    /// <summary>How the kept weights were chosen, in words.</summary>
    public required string Selection { get; init; }

    /// <summary>Whether the run ever chose on test rows; nothing takes this mark away.</summary>
    public required bool TestSelection { get; init; }

    /// <summary>The epoch that was kept, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The epochs of the whole run.</summary>
    public required int Epochs { get; init; }

    /// <summary>"f32" or "bf16", as it ran.</summary>
    public required string Precision { get; init; }

    /// <summary>The back end that it ran on.</summary>
    public required string Backend { get; init; }

    /// <summary>The weights that the run started from; null where it started from random ones.</summary>
    public StartingWeights? StartedFrom { get; init; }

    /// <summary>Each output's figures on the rows that chose.</summary>
    public required IReadOnlyDictionary<string, OutputFigures> Choose { get; init; }

    /// <summary>The rows trained and chosen on, as <see cref="TrainingRecord.ToText"/> gives them.</summary>
    public required string Rows { get; init; }

    /// <summary>The facts as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, FactsJson.Default.TrainingFacts);

    /// <summary>Reads facts.</summary>
    /// <param name="json">What a model's file holds; null where it holds none.</param>
    /// <returns>Null where there are none, or none that this version understands.</returns>
    public static TrainingFacts? Parse(string? json)
    {
        if (json is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, FactsJson.Default.TrainingFacts);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The rows trained and chosen on.</summary>
    /// <exception cref="InvalidDataException">The record is damaged or of a newer version.</exception>
    public TrainingRecord Record() => TrainingRecord.Parse(Rows);
}

/// <summary>The JSON of <see cref="TrainingFacts"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TrainingFacts))]
internal sealed partial class FactsJson : JsonSerializerContext;
