using System.Globalization;
using System.Xml.Linq;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Quality;
using Mien.Imaging;
using Mien.Imaging.Video;
using Mien.Learning.Reports;
using Mien.Learning.Reports.Film;

namespace Mien.Tests.Learning.Reports.Film;

public class FilmPageTests
{
    [Fact]
    public void A_films_page_is_one_sound_page_without_outside_links()
    {
        var page = Parse(FilmPage.Write(Content(300, 25)));
        Assert.Equal(
            ["How to read this page", "Time line", "Clearest moments", "Who showed what", "Valence and arousal over time", "What followed what", "Expressions", "Facts"],
            page.Descendants("h2").Select(h => h.Value));
        Assert.Contains("A face is not a feeling", page.Root!.Value, StringComparison.Ordinal);
        Assert.All(page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"), a => Assert.StartsWith("data:image/", a.Value, StringComparison.Ordinal));
        Assert.Empty(page.Descendants("script"));
        // The second face is gone from the fourth to the eighth second: two bands with a gap, of which one changes its colour.
        var bands = page.Descendants("rect").Where(r => r.Element("title") is not null).Select(r => (Class: r.Attribute("class")!.Value, Title: r.Element("title")!.Value)).ToList();
        Assert.Contains(("e3", "0:02.0 – 0:04.0: happiness"), bands);
        Assert.Contains(("doubt", "0:10.0 – 0:11.9: uncertain"), bands);
        Assert.Equal(["1", "2"], page.Descendants("table").First(t => t.Attribute("class")?.Value == "people").Element("tbody")!.Elements("tr").Select(row => row.Element("th")!.Value));
        Assert.Equal("> 99 %", page.Descendants("table").Last().Descendants("td").Last().Value.Replace('\u00A0', ' '));
    }

    [Fact]
    public void Who_showed_what_is_told_in_shares_of_the_time_that_each_was_seen()
    {
        var people = Parse(FilmPage.Write(Content(300, 25))).Descendants("table").First(t => t.Attribute("class")?.Value == "people");
        var (first, second) = (Showed(people.Descendants("tr").ElementAt(1)), Showed(people.Descendants("tr").ElementAt(2)));
        // Six expressions of two seconds each, of which four are named and all are drawn.
        Assert.Equal(4, first.Words.Length);
        Assert.All(first.Words, words => Assert.EndsWith(" 17 %", words, StringComparison.Ordinal));
        Assert.Equal(["e0", "e1", "e2", "e3", "e4", "e5"], first.Bars.Select(bar => bar.Class));
        Assert.All(first.Bars, bar => Assert.Equal(100 / 6.0, bar.Width, 0.5));
        Assert.Equal(100, first.Bars.Sum(bar => bar.Width), 0.1);
        // Sad for two of the eight seconds in which it was seen, not of twelve; what is uncertain at the end counts by its label.
        Assert.Equal(["happiness 75 %", "sadness 25 %"], second.Words);
        Assert.Equal(["e3", "e4"], second.Bars.Select(bar => bar.Class));
        Assert.Equal(75, second.Bars[0].Width, 0.5);
        Assert.Equal(25, second.Bars[1].Width, 0.5);
    }

    [Fact]
    public void It_speaks_russian()
    {
        var page = Parse(FilmPage.Write(Content(300, 25), ReportLanguage.Russian));
        Assert.Contains("Лицо — это не чувство", page.Root!.Value, StringComparison.Ordinal);
        Assert.Contains("радость", page.Root.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants("h2").Concat(page.Descendants("thead")).Concat(page.Descendants("title").Skip(1)), e => e.Value.Any(char.IsAsciiLetter));
    }

    [Fact]
    public void An_hour_makes_no_larger_page_than_minutes_and_is_gathered_as_coarsely()
    {
        var (minutes, hour) = (Content(1500, 5), Content(18_000, 5));
        Assert.Equal((TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(6.4)), (minutes.Record.BinLength, hour.Record.BinLength));
        Assert.InRange(hour.Record.BinsOf(1).Count, FilmRecord.MostBins / 2, FilmRecord.MostBins);
        Assert.Equal(3600, hour.Record.BinsOf(1).Sum(bin => bin.Seen), 0.3);
        Assert.InRange(FilmPage.Write(hour).Length, 1, 2 * FilmPage.Write(minutes).Length);
        Assert.InRange(hour.Record.Expressions.Count, 1, 40);
        Assert.True(hour.Record.ExpressionCount > 400);
    }

    [Fact]
    public void Of_thousands_of_faces_those_are_kept_that_were_seen_longest()
    {
        var record = new FilmRecord();
        for (var i = 0; i < 30_000; i++)
            record.Add(new FrameResult(i, TimeSpan.FromSeconds(i / 10.0), [Face(i / 10 % 1000 == 7 ? 1 : 10 + (i / 10), Emotion.Anger, 0.9f), Face(2, Emotion.Neutral, 0.8f)]));
        Assert.Equal(3000, record.BinsOf(2).Sum(bin => bin.Seen), 0.2);
        Assert.NotEmpty(record.BinsOf(2));
        Assert.InRange(Enumerable.Range(0, 4000).Count(id => record.BinsOf(id).Count > 0), 2, 200);
        Assert.Equal((2, "neutral"), (record.Moments()[0].Id, record.Moments()[0].Label));
        Assert.Equal(FilmRecord.MostMoments, record.Moments().Count);
    }

    [Fact]
    public void Without_pictures_or_faces_it_says_so()
    {
        var content = Content(300, 25) with { Pictures = [], PicturesMissing = MissingPictures.Live };
        Assert.Contains("A live source cannot be looked at again", FilmPage.Write(content), StringComparison.Ordinal);
        var nobody = content with { Record = new FilmRecord(), People = new PeopleTimeline().Summarize(), Source = "<b>&.mp4" };
        var page = Parse(FilmPage.Write(nobody));
        Assert.Contains("No face was seen", page.Root!.Value, StringComparison.Ordinal);
        Assert.Equal("<b>&.mp4", page.Descendants("h1").Single().Value);
    }

    [Fact]
    public void A_face_is_cut_out_with_what_is_around_it_inside_the_frame()
    {
        var frame = new Image(100, 60, 3);
        Assert.Equal((19, 19), Size(FilmPictures.Cut(frame, new Box(40, 30, 8, 10))));
        Assert.Equal((60, 60), Size(FilmPictures.Cut(frame, new Box(80, 0, 50, 60))));
        Assert.Equal((208, 208), Size(FilmPictures.Cut(new Image(1000, 800, 3), new Box(-20, 700, 400, 400))));

        static (int, int) Size(Image image) => (image.Width, image.Height);
    }

    /// <summary>Two faces: one that changes every two seconds, and one that goes away for four and is uncertain at the end.</summary>
    private static FilmContent Content(int frames, int rate)
    {
        var (record, timeline) = (new FilmRecord(), new PeopleTimeline());
        var length = frames / (double)rate;
        for (var i = 0; i < frames; i++)
        {
            var time = i / (double)rate;
            FrameFace first = Face(1, (Emotion)((int)(time / 2) % 7), 0.997f), second = Face(2, time >= 2 ? Emotion.Happiness : Emotion.Sadness, 0.9f) with { Doubts = time >= length - 2 ? ["blurred"] : [] };
            var frame = new FrameResult(i, TimeSpan.FromSeconds(time), time is >= 4 and < 8 ? [first] : [first, second]);
            record.Add(frame);
            foreach (var happened in timeline.Add(frame))
                record.Add(happened);
        }
        foreach (var happened in timeline.Finish())
            record.Add(happened);
        return new FilmContent
        {
            Source = "films/film.mp4",
            Info = new VideoInfo { Width = 640, Height = 360, AverageFrameRate = rate, Codec = "h264", Duration = TimeSpan.FromSeconds(length) },
            Record = record,
            People = timeline.Summarize(),
            Pictures = [.. record.Moments().Select(moment => new FilmPicture(moment, new Image(16, 16, 3)))],
            Model = "default",
            Version = "0",
            Written = DateTimeOffset.UnixEpoch,
        };
    }

    private static FrameFace Face(int id, Emotion emotion, float confidence)
    {
        var labels = LabelSet.FerPlus;
        var shown = EmotionDistribution.Of(labels, [.. Enumerable.Range(0, 8).Select(i => labels.EmotionAt(i) == emotion ? confidence : (1 - confidence) / 7)]);
        return new FrameFace(id, new Box(10, 10, 40, 40), 1, null, new FaceQuality(40, 0.01, 0.5, 0.2, null, 1), shown, shown);
    }

    /// <summary>What a row of the table of faces tells of shares, in words and in bars.</summary>
    private static (string[] Words, List<(string Class, double Width)> Bars) Showed(XElement row)
    {
        var cell = row.Elements("td").Single(td => td.Attribute("class")?.Value == "showed");
        var bars = cell.Descendants("i").Select(bar => (bar.Attribute("class")!.Value, double.Parse(bar.Attribute("style")!.Value["width:".Length..^1], CultureInfo.InvariantCulture)));
        return (cell.Element("span")!.Value.Replace('\u00A0', ' ').Split(", "), bars.ToList());
    }

    private static XDocument Parse(string page) => XDocument.Parse(page["<!doctype html>".Length..]);
}
