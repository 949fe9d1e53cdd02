using System.Text.Json;
using Mien.Faces;
using Mien.Faces.YuNet;
using Mien.Imaging;
using Xunit.Abstractions;

namespace Mien.Tests.Faces.YuNet;

public class YuNetPhotoTests(ITestOutputHelper output)
{
    private const string Model = "../models/yunet/yunet_n_dynamic.onnx";

    [DataFact("photos/photos.jsonl"), Trait("Category", "Slow")]
    public void On_photos_faces_of_40_pixels_are_found_and_none_where_there_is_none()
    {
        if (!File.Exists(SharedData.PathOf(Model)))
            return;
        using var detector = YuNetDetector.Load(SharedData.PathOf(Model));
        var (labelled, matched, wrong) = (0, 0, 0);
        foreach (var line in File.ReadLines(SharedData.PathOf("photos/photos.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            var name = record.RootElement.GetProperty("file").GetString()!;
            var truth = record.RootElement.GetProperty("faces").EnumerateArray()
                .Select(face => (Box: BoxOf(face.GetProperty("box")), Ignore: face.GetProperty("ignore").GetBoolean())).ToArray();
            var found = detector.Detect(new ImageReader().Read(SharedData.PathOf(Path.Combine("photos", name))));
            var wanted = truth.Where(face => !face.Ignore && Math.Sqrt(face.Box.Area) >= 40).ToArray();
            var hits = wanted.Count(face => found.Any(other => other.Box.IntersectionOverUnion(face.Box) >= 0.5));
            var extra = found.Where(face => !truth.Any(other => face.Box.IntersectionOverUnion(other.Box) >= 0.4)).ToArray();
            (labelled, matched, wrong) = (labelled + wanted.Length, matched + hits, wrong + extra.Length);
            output.WriteLine($"{name}: {hits} of {wanted.Length}, beside them {string.Join(", ", extra.Select(face => $"{face.Box} {face.Score:F2}"))}");
            if (truth.Length == 0)
                Assert.Empty(found);
        }
        output.WriteLine($"{matched} of {labelled} faces, {wrong} beside them");
        Assert.True(matched >= 0.95 * labelled, $"{matched} of {labelled}");
        Assert.True(wrong <= 0.2 * labelled, $"{wrong} boxes beside {labelled} faces");
    }

    private static Box BoxOf(JsonElement box) => new(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble());
}
