using System.Text.Json;
using Mien.Faces;
using Mien.Learning.Data;

namespace Mien.Learning.Detection;

/// <summary>
/// Reads photos with marked faces: JSON Lines, a photo each, <c>{"file", "width", "height", "faces": [{"box": [x, y, w, h], "landmarks": [[x, y] × 5],
/// "ignore"}], "source"}</c>. Files are named from the folder of the list; landmarks are in the order of <see cref="Landmarks"/>, or empty.
/// </summary>
public static class AnnotationReader
{
    private const int LargestSide = 1 << 16;

    /// <summary>Reads a list of photos.</summary>
    /// <param name="path">The file, *.jsonl.</param>
    /// <returns>At least one photo, in the order of the file.</returns>
    /// <exception cref="DataFormatException">The file is missing, empty, or a line is not of this form; the message names line and field.</exception>
    public static IReadOnlyList<AnnotatedPhoto> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new DataFormatException(path, 0, null, "there is no such list of photos with faces.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var photos = new List<AnnotatedPhoto>();
        using var stream = File.OpenRead(path);
        var lines = new LineReader(stream, path);
        while (lines.TryRead(out var line))
        {
            if (!line.Trim(" \t"u8).IsEmpty)
                photos.Add(new AnnotationLine(path, lines.Line).Read(line.ToArray(), folder));
        }
        return photos.Count > 0 ? photos : throw new DataFormatException(path, 0, null, "the list holds no photo.");
    }

    /// <summary>One line, with what its faults are called by.</summary>
    private readonly struct AnnotationLine(string file, int number)
    {
        public AnnotatedPhoto Read(byte[] line, string folder)
        {
            try
            {
                using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8 });
                return Photo(document.RootElement, folder);
            }
            catch (JsonException fault)
            {
                throw new DataFormatException(file, number, null, $"the line is no JSON object: {fault.Message}", fault);
            }
            catch (Exception fault) when (fault is InvalidOperationException or FormatException)
            {
                throw new DataFormatException(file, number, null, "a value is of another kind than the format has it; numbers, texts and lists may be mixed up.", fault);
            }
        }

        private AnnotatedPhoto Photo(JsonElement photo, string folder)
        {
            var (width, height) = (Field(photo, "width").GetInt32(), Field(photo, "height").GetInt32());
            if (width is < 1 or > LargestSide || height is < 1 or > LargestSide)
                throw Fault("width", $"a photo has sides of 1 to {LargestSide} pixels, not {width}×{height}.");
            var name = Field(photo, "file").GetString() ?? string.Empty;
            var path = Path.GetFullPath(Path.Combine(folder, name));
            if (name.Length == 0 || !path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw Fault("file", $"'{name}' must name a file in the folder of the list.");
            var faces = new List<AnnotatedFace>();
            foreach (var face in Field(photo, "faces").EnumerateArray())
                faces.Add(Face(face));
            return new AnnotatedPhoto(path, width, height, faces, photo.TryGetProperty("source", out var source) ? source.GetString() ?? string.Empty : string.Empty);
        }

        private AnnotatedFace Face(JsonElement face)
        {
            var box = Numbers(Field(face, "box"), "box", 4);
            if (!(box[2] > 0 && box[3] > 0))
                throw Fault("box", "width and height must be above 0.");
            var ignored = face.TryGetProperty("ignore", out var ignore) && ignore.GetBoolean();
            var landmarks = Points(Field(face, "landmarks"));
            return new AnnotatedFace(new Box(box[0], box[1], box[2], box[3]), landmarks, ignored);
        }

        private Landmarks? Points(JsonElement list)
        {
            if (list.GetArrayLength() == 0)
                return null;
            if (list.GetArrayLength() != 5)
                throw Fault("landmarks", $"there are five points or none, not {list.GetArrayLength()}.");
            var points = new FacePoint[5];
            for (var i = 0; i < points.Length; i++)
            {
                var pair = Numbers(list[i], "landmarks", 2);
                points[i] = new FacePoint(pair[0], pair[1]);
            }
            return new Landmarks(points[0], points[1], points[2], points[3], points[4]);
        }

        private double[] Numbers(JsonElement list, string field, int count)
        {
            double[] values = [.. list.EnumerateArray().Select(value => value.GetDouble())];
            return values.Length == count && values.All(double.IsFinite) ? values : throw Fault(field, $"{count} numbers are needed here, not {values.Length}.");
        }

        private JsonElement Field(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value) ? value : throw Fault(name, "the field is missing.");

        private DataFormatException Fault(string field, string fault) => new(file, number, field, fault);
    }
}
