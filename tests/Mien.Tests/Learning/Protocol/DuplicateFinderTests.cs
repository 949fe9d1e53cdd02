using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Protocol;

public class DuplicateFinderTests
{
    [Fact]
    public void Exact_near_mirrored_and_moved_pictures_are_found_and_others_are_not()
    {
        var training = Set([.. Enumerable.Range(0, 40).Select(Face)]);
        var evaluated = Set(
            Face(100),
            Face(3),
            Change(Face(5), (x, y, face) => (byte)Math.Clamp(face.Pixels[y * 48 + x] * 0.7 + 40, 0, 255)),
            Change(Face(7), (x, y, face) => face.Pixels[y * 48 + 47 - x]),
            Change(Face(9), (x, y, face) => face.Pixels[Math.Min(y + 1, 47) * 48 + Math.Max(x - 2, 0)]),
            Face(101));
        var report = DuplicateFinder.Find(training, evaluated);
        Assert.Equal([(1, 3, DuplicateKind.Exact), (2, 5, DuplicateKind.Near), (3, 7, DuplicateKind.Mirrored), (4, 9, DuplicateKind.Near)],
            report.Pairs.Select(pair => (pair.Evaluated, pair.Training, pair.Kind)));
        Assert.Equal([false, true, true, true, true, false], report.IsDuplicate.ToArray());
        Assert.Equal(1, report.Exact);
    }

    [Fact]
    public void Flat_pictures_are_doubles_only_where_every_pixel_is_equal()
    {
        var black = new Image(48, 48, 1);
        var grey = Change(black, (_, _, _) => 90);
        var report = DuplicateFinder.Find(Set(black, Face(1)), Set(grey, black));
        Assert.Equal([1], report.Pairs.Select(pair => pair.Evaluated));
    }

    [Fact]
    public void The_signature_of_the_mirror_image_is_a_change_of_signs()
    {
        var direct = new float[FaceSignature.Length];
        var changed = new float[FaceSignature.Length];
        Assert.True(FaceSignature.Fill(Change(Face(1), (x, y, face) => face.Pixels[y * 48 + 47 - x]), direct));
        Assert.True(FaceSignature.Fill(Face(1), changed));
        FaceSignature.Mirror(changed);
        for (var i = 0; i < direct.Length; i++)
            Assert.Equal(direct[i], changed[i], 1e-4f);
        Assert.Equal(1, direct.Sum(v => v * v), 1e-4f);
    }

    [DataFact(FerTable.RealVotes)]
    public void The_real_test_sets_hold_hundreds_of_training_pictures()
    {
        var training = FerTable.Real.Select(SplitSelection.Parse("training"));
        var report = DuplicateFinder.Find(training, FerTable.Real.Select(SplitSelection.Parse("private")));
        Assert.Equal(285, report.Exact);
        Assert.InRange(report.Count, 630, 660);
    }

    internal static Dataset Set(params Image[] pictures) =>
        new("t.csv", LabelSet.Fer2013, [.. pictures.Select((picture, i) => new Sample(picture, "t.csv", i + 2, i + 1) { Label = 0 })]);

    /// <summary>A smooth random picture, so that a move by a pixel or two changes it little.</summary>
    internal static Image Face(int seed)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 12).Select(_ => (X: random.NextDouble() * 0.5, Y: random.NextDouble() * 0.5, Phase: random.NextDouble() * 6.3)).ToArray();
        return Change(new Image(48, 48, 1), (x, y, _) =>
            (byte)Math.Clamp(128 + 14 * waves.Sum(wave => Math.Sin(wave.X * x + wave.Y * y + wave.Phase)), 0, 255));
    }

    internal static Image Change(Image face, Func<int, int, Image, byte> pixel)
    {
        var changed = new Image(48, 48, 1);
        for (var i = 0; i < 48 * 48; i++)
            changed.Pixels[i] = pixel(i % 48, i / 48, face);
        return changed;
    }
}
