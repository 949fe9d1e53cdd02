using System.Text.Json;
using Mien.Compute.Operations;
using Mien.Faces;
using Mien.Faces.YuNet;
using Mien.Imaging;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Tests.Neural;

namespace Mien.Tests.Faces.YuNet;

/// <summary>The published files beside the data, whose outputs OpenCV gave to <c>bench/peers/golden_yunet.py</c>.</summary>
public class YuNetFileTests
{
    private const string Folder = "../models/yunet";
    private const int Width = 128;
    private const int Height = 96;

    [DataFact(Folder)]
    public void Files_of_any_size_give_OpenCVs_outputs_and_faces()
    {
        foreach (var name in new[] { "yunet_n_dynamic", "yunet_s_dynamic" })
        {
            var golden = Golden.GetProperty(name);
            var graph = Read(name, new Size2(Height, Width));
            foreach (var backend in NetworkBackends.Names)
            {
                var results = PlainRun.Run(graph, backend, Planes(Drawn(), new Size2(Height, Width)), 1);
                foreach (var output in golden.GetProperty("outputs").EnumerateObject())
                    AssertOutput(output.Value, results[output.Name]);
                var faces = new List<FaceDetection>();
                var scale = new SearchScale(Width, Height, new Size2(Height, Width));
                new CellDecoder(YuNetOutputs.Find(graph, name)).Add(0.1, [.. graph.Outputs.Select(o => results[o].AsMemory())], scale, 1, 1, faces);
                AssertFaces(golden.GetProperty("faces"), NonMaximumSuppression.Keep(faces, 0.3));
            }
        }
    }

    [DataFact(Folder)]
    public void Files_of_one_size_are_the_same_network_at_that_size()
    {
        var backend = NetworkBackends.Names[^1];
        foreach (var side in new[] { 320, 640 })
        {
            var (size, name) = (new Size2(side, side), $"yunet_n_{side}_{side}");
            var input = Planes(Drawn(), size);
            var (only, any) = (PlainRun.Run(Read(name, null), backend, input, 1), PlainRun.Run(Read("yunet_n_dynamic", size), backend, input, 1));
            foreach (var (output, values) in any)
                PlainRun.AssertClose(values, only[output]);
        }
    }

    [DataFact(Folder)]
    public void A_drawn_face_is_found_by_each_file_however_large_it_is()
    {
        foreach (var name in new[] { "yunet_n_dynamic", "yunet_s_dynamic", "yunet_n_320_320", "yunet_n_640_640" })
        {
            using var detector = YuNetDetector.Load(PathOf(name), new YuNetDetectorOptions { ScoreThreshold = 0.5 });
            foreach (var factor in new[] { 0.5, 1, 3, 12 })
            {
                var faces = detector.Detect(Drawn().Resize((int)(factor * Width), (int)(factor * Height)));
                var box = Assert.Single(faces).Box;
                Assert.True(box.IntersectionOverUnion(new Box(34 * factor, 11 * factor, 62 * factor, 78 * factor)) > 0.7, $"{name} ×{factor}: {box}");
            }
        }
    }

    [DataFact(Folder)]
    public void A_small_face_in_a_large_picture_is_found()
    {
        using var detector = YuNetDetector.Load(PathOf("yunet_n_dynamic"), new YuNetDetectorOptions { MinFace = 24 });
        var picture = Drawn().Pad(2800, 1500, 4000 - 2800 - Width, 3000 - 1500 - Height);
        Assert.Contains(detector.Detect(picture), face => face.Box.IntersectionOverUnion(new Box(2834, 1511, 62, 78)) > 0.5);
    }

    private static JsonElement Golden { get; } = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Faces", "Golden", "yunet.json"))).RootElement;

    private static string PathOf(string name) => SharedData.PathOf($"{Folder}/{name}.onnx");

    private static Graph Read(string name, Size2? size) => OnnxReader.Read(PathOf(name), new OnnxReadOptions { FreeSize = size });

    private static float[] Planes(Image picture, Size2 size)
    {
        var planes = new float[3 * size.Height * size.Width];
        InputPlanes.Fill(picture.Pixels, picture.Width, 3, size, planes);
        return planes;
    }

    private static void AssertOutput(JsonElement golden, float[] values)
    {
        var magnitude = golden.GetProperty("magnitude").GetDouble();
        Assert.Equal(golden.GetProperty("sum").GetDouble(), values.Sum(v => (double)v), 1e-4 * Math.Max(1, magnitude));
        Assert.Equal(magnitude, values.Sum(v => Math.Abs((double)v)), 1e-4 * Math.Max(1, magnitude));
        float[] kept = [.. golden.GetProperty("values").EnumerateArray().Select(v => v.GetSingle())];
        PlainRun.AssertClose(kept, [.. values.Where((_, i) => i % 7 == 0)], 1e-3);
    }

    private static void AssertFaces(JsonElement golden, List<FaceDetection> faces)
    {
        Assert.Equal(golden.GetArrayLength(), faces.Count);
        foreach (var (expected, face) in golden.EnumerateArray().Zip(faces))
        {
            double[] actual = [face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height, .. face.Landmarks!.Points.SelectMany(p => new[] { p.X, p.Y }), face.Score];
            Assert.All(expected.EnumerateArray().Select(v => v.GetDouble()).Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.01));
        }
    }

    /// <summary>The picture that <c>golden_yunet.py</c> draws: integers only.</summary>
    private static Image Drawn()
    {
        var picture = new Image(Width, Height, 3);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                for (var c = 0; c < 3; c++)
                    picture.Row(y)[(3 * x) + 2 - c] = (byte)Sample(x, y, c);
        return picture;
    }

    private static int Sample(int x, int y, int c)
    {
        var (dx, fromEye) = (x - 64, Math.Abs(x - 64) - 13);
        if ((fromEye * fromEye * 2) + ((y - 40) * (y - 40) * 5) <= 90 || (dx * dx) + ((y - 66) * (y - 66) * 9) <= 180)
            return 50 + (10 * c);
        if ((dx * dx * 6) + ((y - 52) * (y - 52)) <= 60)
            return 150 - (15 * (2 - c));
        return (dx * dx * 9) + ((y - 48) * (y - 48) * 5) <= 9000 ? 200 - (25 * (2 - c)) : 90 + (((x * 5) + (y * 3) + (c * 40)) % 61);
    }
}
