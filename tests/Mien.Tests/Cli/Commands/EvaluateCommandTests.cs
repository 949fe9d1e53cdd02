using System.Text.Json;
using Mien.Faces;
using Mien.Faces.YuNet;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Evaluation;

namespace Mien.Tests.Cli.Commands;

public sealed class EvaluateCommandTests : IClassFixture<TrainedModel>, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string table;
    private readonly string model;

    public EvaluateCommandTests(TrainedModel trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        (table, model) = (folder.PathOf("t.csv"), trained.Model);
        DatasetWriter.WriteTable(trained.Data, table);
    }

    [Fact]
    public void The_text_report_is_on_labels_and_the_one_hot_report_has_averages_over_samples()
    {
        var (text, oneHot) = (Run("--report", "text").Output, Run("--report", "one-hot").Output);
        Assert.Matches("(?m)^ +accuracy +[01]\\.[0-9]{2} +48$", text);
        Assert.DoesNotContain("samples avg", text, StringComparison.Ordinal);
        Assert.Matches("(?m)^ samples avg +([01]\\.[0-9]{2} +){3}48$", oneHot);
        Assert.DoesNotContain("accuracy", oneHot, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_models_and_several_views_are_averaged_and_named()
    {
        using var json = JsonDocument.Parse(Run(model, "--tta", "ten-crop", "--json", "-").Output);
        Assert.Equal((2, "ten-crop"), (json.RootElement.GetProperty("models").GetArrayLength(), json.RootElement.GetProperty("tta").GetString()));
        using var plain = JsonDocument.Parse(Run("--json", "-").Output);
        Assert.Equal((1, "none"), (plain.RootElement.GetProperty("models").GetArrayLength(), plain.RootElement.GetProperty("tta").GetString()));
        Assert.NotEqual(plain.RootElement.GetProperty("ece").GetDouble(), json.RootElement.GetProperty("ece").GetDouble());
    }

    [Theory]
    [InlineData("--detector goes with --detect", "--detector", "haar")]
    [InlineData("--min-face goes with --detect", "--min-face", "20")]
    public void An_option_of_a_search_that_is_not_made_is_refused(string expected, params string[] given)
    {
        var run = CommandRun.Of(["evaluate", model, "--data", table, .. given]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name that by --detector", "model.onnx")]
    [InlineData("--split is for models of emotions", "--split", "private")]
    [InlineData("--report is for models of emotions", "--report", "text")]
    [InlineData("--html is for models of emotions", "--html", "a.html")]
    public void What_a_detector_is_not_measured_by_is_refused(string expected, params string[] given)
    {
        var run = CommandRun.Of(["evaluate", .. given, "--data", "photos.jsonl"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_list_are_left_out()
    {
        // Rows 1 to 48 are Training, then PublicTest, then PrivateTest.
        var list = folder.Write("list.txt", "97\n98\n1\n");
        using var json = JsonDocument.Parse(Run("--exclude-rows", list, "--json", "-").Output);
        Assert.Equal(46, json.RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public void The_page_is_in_the_language_asked_for()
    {
        var page = folder.PathOf("page.html");
        Run("--html", page, "--lang", "ru");
        Assert.Contains("<html lang=\"ru\"", File.ReadAllText(page), StringComparison.Ordinal);
        Run("--html", page);
        Assert.Contains("<html lang=\"en\"", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_in_which_no_face_is_found_counts_as_wrong()
    {
        foreach (var emotion in new[] { "happiness", "sadness", "anger" })
            ImageWriter.Write(new ImageReader().Read(SampleFile($"portraits/{emotion}.png")).Pad(64, 64, 64, 64), folder.PathOf($"{emotion}.png"));
        ImageWriter.Write(new Image(200, 100, 1), folder.PathOf("blank.png"));
        var labels = folder.Write("labels.csv", "image,emotion\nhappiness.png,happiness\nsadness.png,sadness\nanger.png,anger\nblank.png,happiness\n");
        var (whole, text) = Measure(folder.Root, labels);
        Assert.Equal((4, 0, 0.5), (whole.GetProperty("count").GetInt32(), whole.GetProperty("undetected").GetInt32(), whole.GetProperty("accuracy").GetDouble()));
        Assert.DoesNotContain("without a face", text, StringComparison.Ordinal);
        (var faces, text) = Measure(folder.Root, labels, "--detect");
        Assert.Equal((4, 1, 0.25), (faces.GetProperty("count").GetInt32(), faces.GetProperty("undetected").GetInt32(), faces.GetProperty("accuracy").GetDouble()));
        Assert.Equal(3, faces.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray()).Sum(cell => cell.GetInt32()));
        Assert.Contains("4 pictures, 1 without a face (they count as wrong)", text, StringComparison.Ordinal);
    }

    [DataFact("wild")]
    public void In_at_most_three_of_a_hundred_photographs_no_face_is_found()
    {
        var labels = folder.Write("labels.csv", string.Join('\n', File.ReadLines(SharedData.PathOf("wild/labels.csv")).Take(101)) + "\n");
        var (figures, _) = Measure(SharedData.PathOf("wild/images"), labels, "--detect");
        Assert.Equal(100, figures.GetProperty("count").GetInt32());
        Assert.InRange(figures.GetProperty("undetected").GetInt32(), 0, 3);
    }

    [Fact]
    public void A_list_of_marked_photos_measures_the_detector()
    {
        var json = folder.PathOf("figures.json");
        var run = CommandRun.Of("evaluate", "--data", MarkedPhotos(), "--json", json);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("mien: 2 photos, 8 faces of 16 pixels and more", run.Error, StringComparison.Ordinal);
        Assert.Contains("from its usual score of 0.60 on it finds 87.50 % of all faces, and 0.500 false ones a photo", run.Error, StringComparison.Ordinal);
        Assert.Contains("landmarks are 10.00 % of the face's size off", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"faces among what it finds, by score: 0\.[6-9] \d of \d", run.Error);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var figures = document.RootElement;
        Assert.Equal((2, 8), (figures.GetProperty("photos").GetInt32(), figures.GetProperty("faces").GetInt32()));
        Assert.Equal((0.875, 0.5), (figures.GetProperty("recall").GetDouble(), figures.GetProperty("falsePerPhoto").GetDouble()));
        Assert.Equal(0.1, figures.GetProperty("landmarkError").GetDouble(), 1e-6);
        Assert.Equal(8, figures.GetProperty("bySize").EnumerateArray().Sum(size => size.GetProperty("faces").GetInt32()));
        var tenths = figures.GetProperty("byScore").EnumerateArray().ToList();
        Assert.Equal((8, 7), (tenths.Sum(tenth => tenth.GetProperty("finds").GetInt32()), tenths.Sum(tenth => tenth.GetProperty("faces").GetInt32())));
    }

    public void Dispose() => folder.Dispose();

    private static string SampleFile(string name) => Path.Combine(SharedData.RepositoryRoot, "samples", name);

    /// <summary>A face as it was found, its points a tenth of its size off.</summary>
    private static string Mark(FaceDetection face)
    {
        var (box, off) = (face.Box, Math.Sqrt(face.Box.Area) / 10);
        var points = face.Landmarks!.Points.Select(point => FormattableString.Invariant($"[{point.X + off},{point.Y}]"));
        return FormattableString.Invariant($$"""{"box":[{{box.X}},{{box.Y}},{{box.Width}},{{box.Height}}],"landmarks":[{{string.Join(',', points)}}]}""");
    }

    /// <summary>The list of two photos: of the eight portraits all but one are marked, and a place without a face; the other photo is black.</summary>
    private string MarkedPhotos()
    {
        var portraits = SampleFile("portraits.png");
        File.Copy(portraits, folder.PathOf("portraits.png"));
        ImageWriter.Write(new Image(200, 100, 1), folder.PathOf("black.png"));
        using var detector = YuNetDetector.LoadBuiltIn();
        var marks = detector.Detect(new ImageReader().Read(portraits)).SkipLast(1).Select(Mark).Append("""{"box":[0,0,24,24],"landmarks":[]}""");
        return folder.Write("photos.jsonl", $$"""
            {"file":"portraits.png","width":928,"height":480,"faces":[{{string.Join(',', marks)}}]}
            {"file":"black.png","width":200,"height":100,"faces":[]}
            """);
    }

    /// <summary>Measures a model that says happiness of everything.</summary>
    /// <returns>The figures, and what people are shown.</returns>
    private (JsonElement Figures, string Text) Measure(string pictures, string labels, params string[] more)
    {
        var (happy, json) = (folder.PathOf("happy.onnx"), folder.PathOf("figures.json"));
        OnnxWriter.Write(StandInModel.Happy(0.9), happy);
        var run = CommandRun.Of(["evaluate", happy, "--data", pictures, "--labels", labels, "--json", json, .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var figures = JsonDocument.Parse(File.ReadAllText(json));
        return (figures.RootElement.Clone(), run.Error);
    }

    private CommandRun Run(params string[] more)
    {
        var run = CommandRun.Of(["evaluate", model, "--data", table, "--split", "private", "--backend", "managed", "--threads", "1", .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
