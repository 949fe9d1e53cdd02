using System.Globalization;
using System.Text.Json;
using Mien.Emotions;
using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Cli.Commands.Analysis;

/// <summary>What the JSON of pictures and of videos has in common: where a face is, how well it can be seen, what it shows.</summary>
internal static class FaceJson
{
    /// <summary>Digits of numbers of about 1.</summary>
    public const int ShareDigits = 6;

    /// <summary>Digits of pixels and degrees.</summary>
    public const int PixelDigits = 2;

    /// <summary>Where a face is: <c>box</c>, <c>score</c>, <c>landmarks</c>.</summary>
    public static void Write(Utf8JsonWriter json, Box box, double score, Landmarks? landmarks)
    {
        json.WriteStartObject("box");
        Write(json, "x", box.X, PixelDigits);
        Write(json, "y", box.Y, PixelDigits);
        Write(json, "width", box.Width, PixelDigits);
        Write(json, "height", box.Height, PixelDigits);
        json.WriteEndObject();
        WriteShare(json, "score", score);
        Write(json, landmarks);
    }

    /// <summary>The classes and their probabilities under a name.</summary>
    public static void Write(Utf8JsonWriter json, string name, EmotionDistribution distribution)
    {
        json.WriteStartObject(name);
        foreach (var (label, probability) in LabelColumns.Of(distribution))
            WriteShare(json, label, probability);
        json.WriteEndObject();
    }

    /// <summary>A number of about 1, or null.</summary>
    public static void WriteShare(Utf8JsonWriter json, string name, double? value) => Write(json, name, value, ShareDigits);

    /// <summary>How well a face can be seen, and why the answer is uncertain.</summary>
    public static void Write(Utf8JsonWriter json, FaceQuality? quality, IReadOnlyList<string> doubts)
    {
        if (quality is null)
        {
            json.WriteNull("quality");
            return;
        }
        json.WriteStartObject("quality");
        Write(json, "size", quality.Size, PixelDigits);
        Write(json, "sharpness", quality.Sharpness, ShareDigits);
        Write(json, "brightness", quality.Brightness, ShareDigits);
        Write(json, "contrast", quality.Contrast, ShareDigits);
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
