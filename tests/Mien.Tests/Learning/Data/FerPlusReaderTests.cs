using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class FerPlusReaderTests
{
    private const string Header = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";

    [Fact]
    public void Votes_are_paired_by_row_and_the_image_name_may_be_missing()
    {
        using var folder = new TemporaryFolder();
        var data = Table(folder, 2);
        var paired = FerPlusReader.Pair(data, folder.Write("v.csv", Header + "Training,x.png,4,0,0,1,3,2,0,0,0,0\nTraining,,0,0,0,0,0,0,0,0,0,10\n"));
        Assert.True(paired.HasVotes);
        Assert.Equal(3, paired[0].Votes!.Value[4]);
        Assert.Equal(10, paired[1].Votes!.Value[9]);
        Assert.NotEqual(data.Digest, paired.Digest);
    }

    [Fact]
    public void The_header_may_stand_in_quotes()
    {
        using var folder = new TemporaryFolder();
        var header = string.Join(", ", Header.TrimEnd().Split(',').Select(name => $"\"{name}\""));
        var paired = FerPlusReader.Pair(Table(folder, 1), folder.Write("v.csv", header + "\nTraining,\"a, b\",4,0,0,1,3,2,0,0,0,0\n"));
        Assert.Equal((4, 3), (paired[0].Votes!.Value[0], paired[0].Votes!.Value[4]));
    }

    [Theory]
    [InlineData("Training,x,4,0,0,1,3,2,0,0,0,0\n", "the votes have 1 rows and")]
    [InlineData("Training,x,4,0,0,1,3,2,0,0,0,0\nPublicTest,x,4,0,0,1,3,2,0,0,0,0\n", "line 3, column 'Usage': the row is PublicTest here and Training in")]
    [InlineData("Training,x,4,0,0,1,3,-2,0,0,0,0\n", "line 2, column 'disgust': the count '-2' is not")]
    [InlineData("Training,x,4,0,0\n", "line 2: the row has 5 columns where the header has 12")]
    public void Votes_of_another_table_are_refused(string rows, string expected)
    {
        using var folder = new TemporaryFolder();
        var fault = Assert.Throws<DataFormatException>(() => FerPlusReader.Pair(Table(folder, 2), folder.Write("v.csv", Header + rows)));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static Dataset Table(TemporaryFolder folder, int rows) => Fer2013Reader.Read(folder.Write("t.csv",
        "emotion,pixels,Usage\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},{FerTable.Pixels(i)},Training\n"))));
}
