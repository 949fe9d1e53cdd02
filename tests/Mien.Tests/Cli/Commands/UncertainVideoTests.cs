using System.Text.Json;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Imaging.Video;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

/// <summary>Films whose model is less sure than is asked of it.</summary>
public sealed class UncertainVideoTests : IDisposable
{
    private static readonly string Clip = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void Below_the_least_confidence_no_emotion_is_named_and_the_doubt_is()
    {
        var (faces, rows, subtitles) = Analyze(0.2);
        Assert.All(faces, face =>
        {
            Assert.Equal(("uncertain", "unsure"), Told(face));
            Assert.Equal(0.2, face.GetProperty("raw").GetProperty("happiness").GetDouble(), 0.002);
            // Frames that say the same make it surer, but not sure.
            Assert.InRange(face.GetProperty("confidence").GetDouble(), 0.2, 0.399);
        });
        Assert.All(rows, row => Assert.Equal(("uncertain", "unsure"), (row["emotion"], row["doubts"])));
        Assert.Equal("uncertain", Assert.Single(subtitles));
    }

    [FfmpegFact]
    public void At_any_price_the_most_probable_is_named()
    {
        var (faces, rows, subtitles) = Analyze(0.2, "--always-label");
        Assert.All(faces, face =>
        {
            Assert.Equal(("happiness", ""), Told(face));
            Assert.InRange(face.GetProperty("confidence").GetDouble(), 0.2, 0.399);
        });
        Assert.All(rows, row => Assert.Equal(("happiness", ""), (row["emotion"], row["doubts"])));
        Assert.Equal("happiness", Assert.Single(subtitles));
    }

    [FfmpegFact]
    public void What_is_sure_enough_is_named_as_it_is()
    {
        var (faces, rows, _) = Analyze(0.6);
        Assert.All(faces, face => Assert.Equal(("happiness", ""), Told(face)));
        Assert.All(rows, row => Assert.Equal(("happiness", ""), (row["emotion"], row["doubts"])));
    }

    private static (string Emotion, string Doubts) Told(JsonElement face) =>
        (face.GetProperty("emotion").GetString()!, string.Join(' ', face.GetProperty("quality").GetProperty("doubts").EnumerateArray().Select(doubt => doubt.GetString())));

    /// <summary>Ten frames with one face that can be seen well, and a model to which happiness has a share whatever it sees.</summary>
    /// <returns>The faces, the rows of the table, and the texts of the subtitles.</returns>
    private (List<JsonElement> Faces, List<Dictionary<string, string>> Rows, List<string> Subtitles) Analyze(double share, params string[] more)
    {
        string model = folder.PathOf("model.onnx"), json = folder.PathOf("a.jsonl"), csv = folder.PathOf("a.csv"), srt = folder.PathOf("a.srt");
        OnnxWriter.Write(StandInModel.Happy(share), model);
        var run = CommandRun.Of(["analyze", Clip, "--model", model, "--from", "5", "--to", "5.4", "--json", json, "--csv", csv, "--srt", srt, .. more]);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        var faces = File.ReadLines(json).Skip(1).Select(line => Assert.Single(JsonDocument.Parse(line).RootElement.GetProperty("faces").EnumerateArray())).ToList();
        var table = File.ReadLines(csv).Select(row => row.Split(',')).ToList();
        var rows = table.Skip(1).Select(row => table[0].Zip(row).ToDictionary()).ToList();
        Assert.Equal((10, 10), (faces.Count, rows.Count));
        return (faces, rows, [.. File.ReadLines(srt).Where(line => line.Length > 0 && line.All(char.IsAsciiLetter))]);
    }
}
