using Mien.Emotions;
using Mien.Learning.Data;
using Mien.Learning.Portraits;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Portraits;

public class PortraitMakerTests
{
    [Fact]
    public void Each_emotion_has_one_portrait_of_many_faces_and_test_rows_have_no_part_in_it()
    {
        using var folder = new TemporaryFolder();
        var portraits = PortraitMaker.Make(DrawnFer.Read(folder, 12), DrawnFer.Options);
        var again = PortraitMaker.Make(DrawnFer.Read(folder, 12, testRows: 80), DrawnFer.Options);

        Assert.Equal(Enum.GetValues<Emotion>(), portraits.Select(portrait => portrait.Emotion));
        Assert.All(portraits, portrait => Assert.InRange(portrait.Faces, 6, 9));
        Assert.All(portraits, portrait => Assert.Equal((9, 96, 96), (portrait.Votes, portrait.Picture.Width, portrait.Picture.Height)));
        Assert.Equal(portraits.Select(portrait => Convert.ToHexString(portrait.Picture.Pixels)), again.Select(portrait => Convert.ToHexString(portrait.Picture.Pixels)));
    }

    [Fact]
    public void The_portraits_show_eyes_where_the_faces_have_them()
    {
        using var folder = new TemporaryFolder();
        var picture = PortraitMaker.Make(DrawnFer.Read(folder, 12), DrawnFer.Options)[(int)Emotion.Happiness].Picture;

        Assert.True(picture.Row(37)[28] < 90, $"the left eye has the level {picture.Row(37)[28]}");
        Assert.True(picture.Row(37)[67] < 90, $"the right eye has the level {picture.Row(37)[67]}");
        Assert.True(picture.Row(56)[48] > 110, $"the cheek has the level {picture.Row(56)[48]}");
        Assert.Equal(128, picture.Row(0)[0]);
    }

    [Fact]
    public void Too_few_faces_make_no_portrait()
    {
        using var folder = new TemporaryFolder();
        var fault = Assert.Throws<DataFormatException>(() => PortraitMaker.Make(DrawnFer.Read(folder, 5), DrawnFer.Options));

        Assert.EndsWith("only 5 different training pictures show anger to most annotators; a portrait is the mean of at least 6.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubles_do_not_make_faces_many()
    {
        using var folder = new TemporaryFolder();
        var face = string.Join(' ', DrawnFer.Face(1, 1));
        var table = string.Join('\n', Enumerable.Repeat($"0,{face},Training", 40).Prepend("emotion,pixels,Usage"));
        var votes = string.Join('\n', Enumerable.Repeat("Training,,0,0,0,0,10,0,0,0,0,0", 40)
            .Prepend("Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF"));
        var data = FerPlusReader.Pair(Fer2013Reader.Read(folder.Write("fer.csv", table)), folder.Write("votes.csv", votes));

        Assert.Contains("only 1 different training pictures show anger", Assert.Throws<DataFormatException>(() => PortraitMaker.Make(data, DrawnFer.Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_votes_there_are_no_portraits()
    {
        using var folder = new TemporaryFolder();
        var data = Fer2013Reader.Read(folder.Write("fer.csv", $"emotion,pixels,Usage\n0,{string.Join(' ', DrawnFer.Face(0, 0))},Training"));

        Assert.Contains("--votes", Assert.Throws<DataFormatException>(() => PortraitMaker.Make(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        using var folder = new TemporaryFolder();
        var wrong = new PortraitOptions { Votes = 3, KeptShare = 0, Side = 8, FewestFaces = 1 };
        var message = Assert.Throws<ArgumentException>(() => PortraitMaker.Make(DrawnFer.Read(folder, 1), wrong)).Message;

        Assert.All(["votes", "faces", "share", "side"], word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
