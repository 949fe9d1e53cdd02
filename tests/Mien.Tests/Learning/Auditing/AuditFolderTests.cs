using Mien.Imaging;
using Mien.Learning.Auditing;
using Mien.Learning.Data;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Auditing;

public class AuditFolderTests
{
    private const int Margin = 8;
    private const int Side = 144;

    [Fact]
    public void Each_sheet_shows_the_pictures_of_its_findings()
    {
        using var folder = new TemporaryFolder();
        var flat = new Image(48, 48, 1);
        flat.Pixels.AsSpan().Fill(7);
        Image[] pictures = [.. Enumerable.Range(0, 8).Select(DataAuditTests.Blobs), DataAuditTests.Blobs(0), flat];
        var data = DataAuditTests.Data([.. pictures.Select((picture, row) => (picture, row == 7 ? 3 : 0, Split.Training))]);
        float[] probabilities = [.. Enumerable.Range(0, pictures.Length).SelectMany(Probabilities)];
        var audit = DataAudit.Of(data, probabilities, 1);
        Assert.Equal([AuditKind.ExactDouble, AuditKind.NoFace, AuditKind.DoubtfulLabel], audit.Findings.Select(finding => finding.Kind));
        AuditFolder.Write(folder.PathOf("audit"), data, audit, AuditSummary.Of(data, audit, probabilities));
        AssertShows(folder.PathOf("audit/doubles.png"), pictures[0], pictures[8]);
        AssertShows(folder.PathOf("audit/no-faces.png"), flat);
        AssertShows(folder.PathOf("audit/doubtful.png"), pictures[1]);
    }

    /// <summary>Row 1, which is said to be anger, looks like happiness, as row 7 rightly does.</summary>
    private static float[] Probabilities(int row) => row switch
    {
        1 => DataAuditTests.Row(0.05f, 0.9f),
        7 => DataAuditTests.Row(0.2f, 0.55f),
        _ => DataAuditTests.Row(0.8f, 0.1f),
    };

    private static void AssertShows(string path, params Image[] pictures)
    {
        var sheet = new ImageReader().Read(path).ToGrey();
        Assert.Equal(Margin + (pictures.Length * (Side + Margin)), sheet.Width);
        for (var i = 0; i < pictures.Length; i++)
            Assert.Equal(pictures[i].Resize(Side, Side).Pixels, sheet.Crop(Margin + (i * (Side + Margin)), Margin, Side, Side).Pixels);
    }
}
