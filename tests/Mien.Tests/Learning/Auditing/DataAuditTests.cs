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

    [Fact]
    public void A_sign_is_no_face()
    {
        var sign = new Image(48, 48, 1);
        for (var y = 30; y < 34; y++)
            sign.Row(y)[10..40].Fill(255);
        var rows = Enumerable.Range(0, 60).Select(seed => (Face(seed), seed % 7, Split.Training)).Append((sign, 3, Split.Training)).ToArray();
        var found = DataAudit.Of(Data(rows), null, 1).Findings.Where(finding => finding.Kind == AuditKind.NoFace);
        Assert.Equal(60, Assert.Single(found).Index);
    }

    [Fact]
    public void Only_labels_of_great_doubt_are_left_out_and_votes_bear_them_out()
    {
        var data = Data([.. Enumerable.Range(0, 8).Select(seed => (Blobs(seed), seed == 7 ? 3 : 0, Split.Training))]);
        data = new Dataset("t", data.Labels, [.. data.Samples.Select((sample, row) => sample.With(votes: Votes(row is 1 or 3 or 7 ? 1 : 4)))]);
        float[] probabilities = [.. Enumerable.Range(0, 8).SelectMany(row => row switch { 1 => Row(0.05f, 0.9f), 2 => Row(0.35f, 0.6f), 7 => Row(0.2f, 0.55f), _ => Row(0.8f, 0.1f) })];
        var audit = DataAudit.Of(data, probabilities, 1, doubt: 0.5);
        Assert.Equal([2], audit.RowsToExclude());
        Assert.Equal([2, 3], DataAudit.Of(data, probabilities, 1, doubt: 0.2).RowsToExclude());
        var figures = AuditSummary.Of(data, audit, probabilities).Figures.ToDictionary(figure => figure.Kind);
        Assert.Equal((2, 2, 1, 0.5, 0.25), (figures["doubtful-label"].Count, figures["doubtful-label"].Judged, figures["doubtful-label"].Confirmed, figures["doubtful-label"].Precision, figures["doubtful-label"].BaseRate));
        Assert.Equal((1, 1.0), (figures["doubtful-label-strong"].Count, figures["doubtful-label-strong"].Precision));
        Assert.Equal(1, figures["left-out"].Count);
    }

    internal static float[] Row(float anger, float happiness) => [anger, 0, 0, happiness, 0, 0, 0];

    private static FerPlusVotes Votes(int column)
    {
        var votes = new byte[FerPlusVotes.Columns];
        votes[column] = 10;
        return new FerPlusVotes(votes);
    }

    /// <summary>A bright disc with dark eyes and noise.</summary>
    private static Image Face(int seed)
    {
        var (random, image) = (new Random(seed), new Image(48, 48, 1));
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y) = ((i % 48) - 24, (i / 48) - 24);
            var isEye = Math.Abs(y + 6) < 4 && Math.Abs(Math.Abs(x) - 9) < 4;
            image.Pixels[i] = (byte)(random.Next(60) + ((x * x) + (y * y) > 400 || isEye ? 20 : 150));
        }
        return image;
    }

    internal static Dataset Data(params (Image Picture, int Label, Split Split)[] rows) =>
        new("t", LabelSet.Fer2013, [.. rows.Select((row, i) => new Sample(row.Picture, "t", i + 2, i + 1) { Label = row.Label, Split = row.Split })]);

    internal static Image Blobs(int seed)
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
