using System.Text.Json.Serialization;
using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>The header of a classical model's file.</summary>
internal sealed record ClassicalHeader(
    string Method, string Output, string[] Labels, double Temperature, int Size, FeatureOptions Features, string? Training, ArrayShape[] Arrays);

/// <summary>An array of the file.</summary>
internal sealed record ArrayShape(string Name, bool IsWhole, int Length);

/// <summary>The JSON of the header.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ClassicalHeader))]
internal sealed partial class ClassicalJson : JsonSerializerContext;
