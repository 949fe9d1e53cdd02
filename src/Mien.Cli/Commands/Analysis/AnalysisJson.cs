using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mien.Cli.Hosting;
using Mien.Emotions;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes results as JSON Lines: an object a source.</summary>
internal sealed class AnalysisJson(LineOutput output) : IAnalysisSink
{
    // File names stay readable; what JSON itself forbids is still escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <inheritdoc/>
    public void Take(AnalyzedSource result)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, result);
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private static void Write(Utf8JsonWriter json, AnalyzedSource result)
    {
        json.WriteStartObject();
        json.WriteString("source", result.Source);
        if (result.Picture is { } picture)
        {
            json.WriteNumber("width", picture.Width);
            json.WriteNumber("height", picture.Height);
            json.WriteString("detector", picture.Detector);
            json.WriteStartArray("faces");
            foreach (var face in picture)
                Write(json, face);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("error", Fault.Describe(result.Fault!));
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AnalyzedFace face)
    {
        json.WriteStartObject();
        FaceJson.Write(json, face.Box, face.Score, face.Landmarks);
        json.WriteString("emotion", face.Answer);
        FaceJson.WriteShare(json, "confidence", face.Confidence);
        FaceJson.Write(json, "probabilities", face.Probabilities);
        FaceJson.WriteShare(json, "valence", face.Valence);
        FaceJson.WriteShare(json, "arousal", face.Arousal);
        FaceJson.Write(json, face.Quality, face.Doubts);
        json.WriteEndObject();
    }
}
