using System.Text.Json;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Quality;
using static Mien.Cli.Commands.Analysis.Stored.StoredJson;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>Reads a frame back as <see cref="VideoJson"/> wrote it.</summary>
internal static class StoredFrame
{
    /// <summary>Understands a line.</summary>
    /// <param name="line">An object.</param>
    /// <param name="labels">The classes that it must have.</param>
    /// <exception cref="InvalidDataException">Something is missing, of another kind or out of range.</exception>
    public static FrameResult Read(ReadOnlyMemory<byte> line, LabelSet labels)
    {
        using var json = Parse(line);
        var root = json.RootElement;
        return new FrameResult(Whole(root, "frame"), Time(root, "time"), [.. Value(root, "faces", JsonValueKind.Array).EnumerateArray().Select(face => Face(face, labels))]);
    }

    private static FrameFace Face(JsonElement json, LabelSet labels)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("a face is no object");
        var (box, quality) = (Value(json, "box", JsonValueKind.Object), Value(json, "quality", JsonValueKind.Object));
        var score = NumberOrNone(json, "score");
        return new FrameFace(
            (int)Math.Min(Whole(json, "id"), int.MaxValue), new Box(Number(box, "x"), Number(box, "y"), Number(box, "width"), Number(box, "height")),
            score, Points(json), Quality(quality, score), Distribution(json, "raw", labels), Distribution(json, "smoothed", labels))
        {
            Doubts = [.. Value(quality, "doubts", JsonValueKind.Array).EnumerateArray().Select(doubt =>
                doubt.ValueKind == JsonValueKind.String ? doubt.GetString()! : throw new InvalidDataException("a doubt is no string"))],
        };
    }

    private static Landmarks? Points(JsonElement json)
    {
        if (ValueOrNull(json, "landmarks", JsonValueKind.Array) is not { } list)
            return null;
        FacePoint[] points = [.. list.EnumerateArray().Select(Point)];
        return points.Length == 5 ? new Landmarks(points[0], points[1], points[2], points[3], points[4]) : throw new InvalidDataException("\"landmarks\" are not five points");
    }

    private static FacePoint Point(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2 && json[0].ValueKind == JsonValueKind.Number && json[1].ValueKind == JsonValueKind.Number
            ? new FacePoint(json[0].GetDouble(), json[1].GetDouble())
            : throw new InvalidDataException("a landmark is no point");

    private static FaceQuality Quality(JsonElement json, double score)
    {
        FacePose? pose = ValueOrNull(json, "yaw", JsonValueKind.Number) is { } yaw ? new FacePose(yaw.GetDouble(), Number(json, "pitch"), Number(json, "roll")) : null;
        return new FaceQuality(
            NumberOrNone(json, "size"), NumberOrNone(json, "sharpness"), NumberOrNone(json, "brightness"), NumberOrNone(json, "contrast"), pose, score);
    }

    private static EmotionDistribution Distribution(JsonElement json, string name, LabelSet labels)
    {
        var list = Value(json, name, JsonValueKind.Object);
        var values = Enumerable.Repeat(float.NaN, labels.Count).ToArray();
        foreach (var property in list.EnumerateObject())
        {
            var index = labels.IndexOf(property.Name);
            if (index < 0)
                throw new InvalidDataException($"\"{name}\" has a class '{property.Name}' that the model does not know");
            values[index] = property.Value.ValueKind == JsonValueKind.Number ? (float)property.Value.GetDouble() : throw new InvalidDataException($"\"{name}\" has no number for '{property.Name}'");
        }
        if (values.Any(float.IsNaN))
            throw new InvalidDataException($"\"{name}\" lacks the class '{LabelColumns.Of(labels).First(label => float.IsNaN(values[labels.IndexOf(label)]))}' of the model");
        try
        {
            return EmotionDistribution.Of(labels, values);
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"\"{name}\" is no distribution", fault);
        }
    }
}
