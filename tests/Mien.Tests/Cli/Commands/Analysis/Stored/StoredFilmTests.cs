using System.Text;
using Mien.Cli.Commands.Analysis;
using Mien.Cli.Commands.Analysis.Stored;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Imaging.Video;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands.Analysis.Stored;

public sealed class StoredFilmTests : IDisposable
{
    private static readonly VideoInfo Info = new() { Width = 64, Height = 48, AverageFrameRate = 25, Codec = "h264" };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_read_back_to_the_last_digit()
    {
        FrameResult[] frames =
        [
            StoredFrames.Frame(0, 0, StoredFrames.Face(1, 10.55555, hasPoints: true), StoredFrames.Face(2, -0.001)),
            StoredFrames.Frame(1, 1 / 30.0), StoredFrames.Frame(2, 2 / 30.0, StoredFrames.Face(7, 3, Emotion.Fear, 0.3f)),
        ];
        var path = Written(frames);
        var lines = File.ReadAllLines(path);
        using var film = Open(path);
        Assert.Equal((3, 2, 7, new FileInfo(path).Length), (film.Count, film.Last!.Frame, film.LargestId, film.Length));
        // The same lines again, from what was read: nothing is lost, and nothing is rounded twice.
        Assert.Equal(lines, File.ReadAllLines(Written([.. film.Frames()], "again.jsonl")));
        Assert.Equal(["turned away", "unsure"], film.Frames().First().Faces[1].Doubts);
        Assert.Equal(-3.14, film.Frames().First().Faces[0].Quality.Pose!.Value.Yaw);
        Assert.Equal(FrameRounding.Round(frames[0]).Faces[0].Smoothed.Values, film.Frames().First().Faces[0].Smoothed.Values);
    }

    [Fact]
    public void A_line_that_was_cut_off_is_dropped()
    {
        var path = folder.Write("a.jsonl", string.Join('\n', StoredFrames.Lines(3)) + "\n{\"frame\":3,\"ti");
        var end = File.ReadAllText(path).IndexOf("{\"frame\":3", StringComparison.Ordinal);
        using var film = Open(path);
        Assert.Equal((3, end), (film.Count, film.Length));
        // One that only lacks its end may be cut off too.
        using var whole = Open(folder.Write("b.jsonl", string.Join('\n', StoredFrames.Lines(3))));
        Assert.Equal(2, whole.Count);
        using var none = Open(folder.Write("c.jsonl", "{\"source\":\"film.m"));
        Assert.Null(none.Header);
    }

    [Fact]
    public void Of_a_long_film_only_the_last_seconds_are_kept()
    {
        using var film = Open(folder.Write("a.jsonl", string.Join('\n', StoredFrames.Lines(1000)) + "\n"));
        Assert.Equal((1000, 1000), (film.Count, film.Frames().Count()));
        Assert.InRange(film.Tail.Count, 150, 152);
        // Every third frame lies 0.12 seconds behind the one before.
        Assert.All(film.Tail, known => Assert.Equal(known.Frame.Frame % 3 == 0, known.IsSearched));
    }

    [Theory]
    [InlineData("\"time\":0.04", "\"time\":\"soon\"", "line 3: \"time\" is no number")]
    [InlineData("\"frame\":1,", "\"frame\":5,", "line 3: frame 5 follows frame 0, with one of 1 taken")]
    [InlineData("\"time\":0.08", "\"time\":0.02", "line 4: its time is not after that of the frame before")]
    [InlineData("\"faces\":[]}", "\"faces\":[{\"id\":1}]}", "line 2: \"box\" is no object")]
    [InlineData("{\"frame\":2", "{frame:2", "line 4: it is not JSON at byte 1")]
    [InlineData("\"source\"", "\"picture\"", "line 1: it does not begin as the JSON Lines of a video do")]
    public void A_line_that_is_another_is_named(string part, string other, string fault)
    {
        var text = string.Join('\n', StoredFrames.Lines(3)) + "\n";
        var at = text.IndexOf(part, StringComparison.Ordinal);
        var path = folder.Write("a.jsonl", text[..at] + other + text[(at + part.Length)..]);
        Assert.Equal($"{path}, {fault}; --resume cannot go on from it.", Assert.Throws<InvalidDataException>(() => Open(path)).Message);
    }

    [Fact]
    public void Classes_of_another_model_are_named()
    {
        var path = Written([StoredFrames.Frame(0, 0, StoredFrames.Face(1, 1))]);
        var fault = Assert.Throws<InvalidDataException>(() => StoredFilm.Open(path, Request() with { Labels = LabelSet.Fer2013 }, default));
        Assert.Contains("\"raw\" has a class 'contempt' that the model does not know", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<InvalidDataException>(() => StoredFilm.Open(path, Request() with { Labels = new LabelSet([.. LabelSet.FerPlus.Names, "boredom"]) }, default));
        Assert.Contains("\"raw\" lacks the class 'boredom' of the model", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_film_or_other_frames_of_it_are_refused()
    {
        var path = folder.Write("a.jsonl", string.Join('\n', StoredFrames.Lines(3)) + "\n");
        Assert.Contains("holds results of 'film.mp4', not of 'other.mp4'", Refused(Request() with { Video = "other.mp4" }), StringComparison.Ordinal);
        Assert.Contains("frames of 64×48, and 'film.mp4' has 64×50", Refused(Request() with { Info = Info with { Height = 50 } }), StringComparison.Ordinal);
        Assert.Contains("goes on with --every 1 only", Refused(Request() with { Reading = new VideoReaderOptions { Every = 2 } }), StringComparison.Ordinal);
        Assert.Contains("goes on with --from 0 only", Refused(Request() with { Reading = new VideoReaderOptions { From = TimeSpan.FromSeconds(2) } }), StringComparison.Ordinal);
        StoredFilm.Open(path, Request() with { Video = "./film.mp4" }, default).Dispose();
        path = Written([StoredFrames.Frame(0, 0)], "b.jsonl");
        Assert.Contains("another model, another detector or other settings", Refused(Request() with { Fingerprint = "beef" }), StringComparison.Ordinal);
        Open(path).Dispose();

        string Refused(StoredRequest request) => Assert.Throws<UsageException>(() => StoredFilm.Open(path, request, default)).Message;
    }

    [Fact]
    public void What_a_killed_run_left_takes_the_files_name_where_it_got_further()
    {
        var path = folder.Write("a.jsonl", string.Join('\n', StoredFrames.Lines(3)) + "\n");
        folder.Write("a.jsonl.11.tmp", string.Join('\n', StoredFrames.Lines(2)) + "\n");
        folder.Write("a.jsonl.12.tmp", string.Join('\n', StoredFrames.Lines(9, "other.mp4")) + "\n");
        var further = folder.Write("a.jsonl.13.tmp", string.Join('\n', StoredFrames.Lines(5)) + "\n{\"fra");
        using (new FileStream(further, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            Assert.True(StoredFile.Find(path, "film.mp4"));
            Assert.True(File.Exists(further), "somebody still writes it");
        }
        Assert.True(StoredFile.Find(path, "film.mp4"));
        Assert.False(File.Exists(further));
        using var film = Open(path);
        Assert.Equal(5, film.Count);
        Assert.False(StoredFile.Find(folder.PathOf("none.jsonl"), "film.mp4"));
    }

    private static StoredRequest Request() => new("film.mp4", Info, new VideoReaderOptions(), LabelSet.FerPlus, "f00d", TimeSpan.FromSeconds(0.12));

    private static StoredFilm Open(string path) => StoredFilm.Open(path, Request(), default);

    private string Written(FrameResult[] frames, string name = "a.jsonl")
    {
        using StringWriter output = new(), error = new();
        var path = folder.PathOf(name);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        using var json = new VideoJson(LineOutput.Continue(path, file, 0, new Shell(output, error)), new VideoReaderOptions(), "f00d");
        json.Begin("film.mp4", Info);
        foreach (var frame in frames)
            json.Take(FrameRounding.Round(frame));
        return path;
    }
}
