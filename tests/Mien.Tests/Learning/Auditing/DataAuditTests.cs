using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Auditing;
using Mien.Learning.Data;

namespace Mien.Tests.Learning.Auditing;

public class DataAuditTests
{
    [Fact]
    public void Doubles_are_found_across_splits_and_labels_and_the_list_keeps_test_rows()
    {
        var (a, b, c) = (Blobs(1), Blobs(2), Blobs(3));
        var data = Data((a, 0, Split.Training), (b, 1, Split.Training), (a, 0, Split.PrivateTest), (Brighter(b), 2, Split.Training), (Mirror(c), 4, Split.PublicTest), (c, 4, Split.Training), (Blobs(4), 5, Split.Training));
        var audit = DataAudit.Of(data, null, 2);
        Assert.Equal((1, 2), (audit.Count(AuditKind.ExactDouble), audit.Count(AuditKind.NearDouble)));
        Assert.Equal((2, 1), (audit.AcrossSplits, audit.AcrossLabels));
        Assert.Equal([1, 2, 4, 6], audit.RowsToExclude());
    }

    [Fact]
    public void A_flat_picture_is_no_face()
    {
        var flat = new Image(48, 48, 1);
        flat.Pixels.AsSpan().Fill(7);
        var rows = Enumerable.Range(10, 30).Select(seed => (Blobs(seed), seed % 7, Split.Training)).Append((flat, 3, Split.Training)).ToArray();
        var audit = DataAudit.Of(Data(rows), null, 1);
        Assert.Contains(audit.Findings, finding => finding is { Kind: AuditKind.NoFace, Index: 30 });
        Assert.Contains(31, audit.RowsToExclude());
    }

    private static Dataset Data(params (Image Picture, int Label, Split Split)[] rows) =>
        new("t", LabelSet.Fer2013, [.. rows.Select((row, i) => new Sample(row.Picture, "t", i + 2, i + 1) { Label = row.Label, Split = row.Split })]);

    private static Image Blobs(int seed)
    {
        var random = new Random(seed);
        var coarse = new Image(6, 6, 1);
        random.NextBytes(coarse.Pixels);
        return coarse.Resize(48, 48, Resampling.Bilinear);
    }

    private static Image Brighter(Image picture) => new(48, 48, 1, Array.ConvertAll(picture.Pixels, value => (byte)(20 + (value * 0.8))));

    private static Image Mirror(Image picture)
    {
        var mirrored = new Image(48, 48, 1, [.. picture.Pixels]);
        for (var y = 0; y < 48; y++)
            mirrored.Row(y).Reverse();
        return mirrored;
    }
}
