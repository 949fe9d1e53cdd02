using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes results as JSON Lines: an object a source.</summary>
internal sealed class AnalysisJson(LineOutput output) : IAnalysisSink
{
    private const int ProbabilityDigits = 6;
    private const int PixelDigits = 2;

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
        json.WriteStartObject("box");
        Write(json, "x", face.Box.X, PixelDigits);
        Write(json, "y", face.Box.Y, PixelDigits);
        Write(json, "width", face.Box.Width, PixelDigits);
        Write(json, "height", face.Box.Height, PixelDigits);
        json.WriteEndObject();
        Write(json, "score", face.Score, ProbabilityDigits);
        Write(json, face.Landmarks);
        json.WriteString("emotion", face.Answer);
        Write(json, "confidence", face.Confidence, ProbabilityDigits);
        json.WriteStartObject("probabilities");
        foreach (var (name, probability) in LabelColumns.Of(face.Probabilities))
            Write(json, name, probability, ProbabilityDigits);
        json.WriteEndObject();
        Write(json, "valence", face.Valence, ProbabilityDigits);
        Write(json, "arousal", face.Arousal, ProbabilityDigits);
        Write(json, face.Quality, face.Doubts);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FaceQuality? quality, IReadOnlyList<string> doubts)
    {
        if (quality is null)
        {
            json.WriteNull("quality");
            return;
        }
        json.WriteStartObject("quality");
        Write(json, "size", quality.Size, PixelDigits);
        Write(json, "sharpness", quality.Sharpness, ProbabilityDigits);
        Write(json, "brightness", quality.Brightness, ProbabilityDigits);
        Write(json, "contrast", quality.Contrast, ProbabilityDigits);
        Write(json, "yaw", quality.Pose?.Yaw, PixelDigits);
        Write(json, "pitch", quality.Pose?.Pitch, PixelDigits);
        Write(json, "roll", quality.Pose?.Roll, PixelDigits);
        json.WriteStartArray("doubts");
        foreach (var doubt in doubts)
            json.WriteStringValue(doubt);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Landmarks? landmarks)
    {
        if (landmarks is null)
        {
            json.WriteNull("landmarks");
            return;
        }
        json.WriteStartArray("landmarks");
        foreach (var point in landmarks.Points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(point.X, PixelDigits));
            json.WriteNumberValue(Math.Round(point.Y, PixelDigits));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    /// <summary>Small numbers are written out (0.000001), not as powers of ten.</summary>
    private static void Write(Utf8JsonWriter json, string name, double? value, int digits)
    {
        json.WritePropertyName(name);
        if (value is { } number && double.IsFinite(number))
            json.WriteRawValue(Math.Round(number, digits).ToString("0.######", CultureInfo.InvariantCulture));
        else
            json.WriteNullValue();
    }
}
