using System.IO.Compression;
using System.Text;
using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class Fer2013ReaderTests
{
    private static readonly string P = FerTable.Pixels(1);

    [DataFact(FerTable.RealTable)]
    public void The_real_table_has_its_splits_classes_and_first_pixels()
    {
        var data = FerTable.Real;
        Assert.Equal(35_887, data.Count);
        Assert.Equal(28_709, data.Select(SplitSelection.Of(Split.Training)).Count);
        Assert.Equal(3_589, data.Select(SplitSelection.Parse("public")).Count);
        Assert.Equal(3_589, data.Select(SplitSelection.Parse("private")).Count);
        Assert.Equal([4953, 547, 5121, 8989, 6077, 4002, 6198], Enumerable.Range(0, 7).Select(k => data.Samples.Count(s => s.Label == k)));
        Assert.Equal([70, 80, 82, 72, 58], data[0].LoadPicture().Pixels[..5]);
        Assert.EndsWith("fer2013.csv.gz:2", data[0].Origin, StringComparison.Ordinal);
        Assert.Equal(35_887, data[^1].Row);
    }

    [Fact]
    public void Columns_stand_in_any_order_with_leading_spaces_and_quotes()
    {
        var data = Read($"emotion, Usage, pixels\r\n3,Training, \"{P}\"\r\nSad,PrivateTest, {FerTable.Pixels(2)}\r\n");
        Assert.Equal([3, 4], data.Samples.Select(s => s.Label!.Value));
        Assert.Equal([Split.Training, Split.PrivateTest], data.Samples.Select(s => s.Split));
        Assert.Equal(P, string.Join(' ', data[0].LoadPicture().Pixels));
    }

    [Fact]
    public void A_table_of_pixels_alone_is_read_for_prediction()
    {
        var data = Read($"\uFEFFpixels\n{P}\n\n");
        Assert.False(data.HasLabels);
        Assert.Equal(Split.None, data[0].Split);
        Assert.Equal(1, data.Count);
    }

    [Fact]
    public void An_empty_cell_is_no_group()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", $"emotion,pixels,person\n0,{P},anna\n1,{P},\n2,{P},\"\"\n");
        var data = DatasetReader.Open(path, new() { Group = "person" });
        Assert.Equal("anna", data[0].Group);
        Assert.All(data.Samples.Skip(1), sample => Assert.Null(sample.Group));
    }

    [Theory]
    [InlineData("emotion,Usage\n", "t.csv, line 1, column 'pixels': the header 'emotion,Usage' lacks this column")]
    [InlineData("emotion,emotion,pixels\n", "t.csv, line 1, column 'emotion': the column stands twice")]
    [InlineData("emotion,pixels\n", "the table has a header and no rows")]
    [InlineData("", "t.csv: the file is empty")]
    [InlineData("emotion,pixels\n0,P\n0,1 2 3\n", "t.csv, line 3, column 'pixels': the picture has 3 pixels where 2304")]
    [InlineData("emotion,pixels\n0,P 7\n", "line 2, column 'pixels': the picture has 2305 pixels")]
    [InlineData("emotion,pixels\n0,1 2 256 3\n", "line 2, column 'pixels': pixel 3 is above 255")]
    [InlineData("emotion,pixels\n0,1 -2 3\n", "line 2, column 'pixels': pixel 2 is not a number")]
    [InlineData("emotion,pixels\n0,1 2 3.5\n", "line 2, column 'pixels': pixel 3 is not a number")]
    [InlineData("emotion,pixels\n7,P\n", "line 2, column 'emotion': the label '7' is none of 0 to 6")]
    [InlineData("emotion,pixels\nhungry,P\n", "line 2, column 'emotion': the label 'hungry'")]
    [InlineData("emotion,pixels\n,P\n", "line 2, column 'emotion': the label ''")]
    [InlineData("emotion,pixels,Usage\n0,P\n", "line 2, column 'Usage': the row has 2 columns where the header has 3")]
    [InlineData("emotion,pixels,Usage\n0,P,Later\n", "line 2, column 'Usage': 'Later' is none of")]
    public void A_wrong_row_names_file_line_and_column(string text, string expected)
    {
        var fault = Assert.Throws<DataFormatException>(() => Read(text.Replace("P", P, StringComparison.Ordinal).Replace(P + "rivate", "Private", StringComparison.Ordinal)));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using var endless = new MemoryStream(Encoding.UTF8.GetBytes("pixels\n" + new string('1', 3 << 20)));
        var fault = Assert.Throws<DataFormatException>(() => Fer2013Reader.Read(endless, "t.csv"));
        Assert.Contains("line 2: the line is longer than", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gz_file_cut_short_or_no_gz_at_all_is_named_as_broken()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("t.csv.gz");
        using (var gz = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            gz.Write(Encoding.UTF8.GetBytes("pixels\n" + string.Concat(Enumerable.Range(0, 40).Select(i => FerTable.Pixels(i) + "\n"))));
        Assert.Equal(40, Fer2013Reader.Read(path).Count);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..5000]);
        Assert.Throws<DataFormatException>(() => Fer2013Reader.Read(path));
        File.WriteAllText(path, "pixels\n1 2 3");
        Assert.Contains("compressed file is broken", Assert.Throws<DataFormatException>(() => Fer2013Reader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            Fer2013Reader.Read(new MemoryStream(Encoding.UTF8.GetBytes("pixels\n" + P)), "t.csv", new CancellationToken(canceled: true)));

    [Fact]
    public void The_digest_follows_pixels_labels_and_splits()
    {
        var digests = new[] { $"0,{P},Training", $"1,{P},Training", $"0,{P},PublicTest", $"0,{FerTable.Pixels(3)},Training" }
            .Select(row => Read("emotion,pixels,Usage\n" + row).Digest).ToArray();
        Assert.Equal(4, digests.Distinct().Count());
        Assert.Equal(digests[0], Read($"Usage,pixels,emotion\nTraining,{P},angry").Digest);
        Assert.Equal(64, digests[0].Length);
    }

    private static Dataset Read(string text) => Fer2013Reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.csv");
}
