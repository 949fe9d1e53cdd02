using System.Text.Json;
using Mien.Faces;
using Mien.Faces.Haar;

namespace Mien.Tests.Faces.Haar;

/// <summary>What OpenCV finds, from <c>bench/peers/opencv_haar.py golden</c>: rows of x, y, width, height and neighbours.</summary>
internal static class GoldenHaar
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        System.IO.File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Faces", "Golden", "opencv-haar.json"))).RootElement;

    public static string[] Cascades { get; } = ["default", "alt", "alt2", "alt_tree"];

    public static IComparer<int[]> RowOrder { get; } = Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    public static string File(string cascade) => CascadeFile.Find($"haarcascade_frontalface_{cascade}.xml").Path!;

    public static HaarCascade Cascade(string cascade)
    {
        using var stream = System.IO.File.OpenRead(File(cascade));
        return HaarCascadeReader.Read(stream, cascade);
    }

    public static int[][] Drawn(string cascade, string picture, string what) => Rows(Root.GetProperty("drawn").GetProperty(cascade).GetProperty(picture).GetProperty(what));

    public static IReadOnlyDictionary<string, int[][]> Photos(string cascade) =>
        Root.GetProperty("photos").GetProperty(cascade).EnumerateObject().ToDictionary(photo => photo.Name, photo => Rows(photo.Value));

    public static int[] Row(FaceDetection face) =>
        [(int)face.Box.X, (int)face.Box.Y, (int)face.Box.Width, (int)face.Box.Height, (int)Math.Round(10 * face.Score / (1 - face.Score))];

    private static int[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetInt32()).ToArray())];
}
