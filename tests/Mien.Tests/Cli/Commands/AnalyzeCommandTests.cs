using System.Text.Json;
using Mien.Compute.Operations;
using Mien.Imaging;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Faces;
using Mien.Tests.Faces.YuNet;
using Mien.Tests.Imaging;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public sealed class AnalyzeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string model;
    private readonly string small;

    public AnalyzeCommandTests()
    {
        model = folder.PathOf("model.onnx");
        OnnxWriter.Write(StandInModel.Small(), model);
        small = folder.PathOf("small.png");
        ImageWriter.Write(TestPictures.Noise(48, 48, 1, 1), small);
    }

    [Fact]
    public void Json_is_one_object_a_picture_in_the_documented_form()
    {
        var faces = folder.PathOf("faces \"é\".png");
        ImageWriter.Write(DrawnFaces.Golden["drawn-320x240"], faces);
        var run = Analyze(faces, small, "--detector", "haar", "--json", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var picture = JsonDocument.Parse(lines[0]);
        Assert.Equal(["source", "width", "height", "detector", "faces"], Names(picture.RootElement));
        Assert.Equal((faces, 320, 240, "haar"), (Text(picture, "source"), Number(picture, "width"), Number(picture, "height"), Text(picture, "detector")));
        var face = picture.RootElement.GetProperty("faces")[0];
        Assert.Equal(["box", "score", "landmarks", "emotion", "confidence", "probabilities", "valence", "arousal", "quality"], Names(face));
        Assert.Equal(["size", "sharpness", "brightness", "contrast", "yaw", "pitch", "roll", "doubts"], Names(face.GetProperty("quality")));
        Assert.Equal(["x", "y", "width", "height"], Names(face.GetProperty("box")));
        Assert.Equal(["anger", "contempt", "disgust", "fear", "happiness", "neutral", "sadness", "surprise"], Names(face.GetProperty("probabilities")));
        Assert.Equal(JsonValueKind.Null, face.GetProperty("landmarks").ValueKind);
        Assert.Equal(1, face.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);
        using var whole = JsonDocument.Parse(lines[1]);
        Assert.Equal("none", Text(whole, "detector"));
        Assert.Equal(48, whole.RootElement.GetProperty("faces")[0].GetProperty("box").GetProperty("width").GetInt32());
    }

    [Fact]
    public void What_fails_is_said_and_stops_nothing_else()
    {
        var half = File.ReadAllBytes(small);
        var jpeg = ImageWriter.Encode(TestPictures.Noise(200, 200, 3, 1), ImageFormat.Jpeg);
        Directory.CreateDirectory(folder.PathOf("empty"));
        (string Name, byte[]? Content, string Expected)[] faults =
        [
            ("missing.jpg", null, "Could not find file"),
            ("text.jpg", "hello, this is text"u8.ToArray(), "text.jpg"),
            ("half.jpg", jpeg[..(jpeg.Length / 2)], "damaged or cut short"),
            ("half.png", half[..(half.Length / 2)], "damaged or cut short"),
            ("zero.png", [], "is empty (0 bytes)"),
            ("huge.png", TestPictures.PngHeader(40_000, 40_000), "is too large: 40,000×40,000 pixels"),
        ];
        foreach (var (name, content, _) in faults.Where(fault => fault.Content is not null))
            File.WriteAllBytes(folder.PathOf(name), content!);
        var target = folder.PathOf("out.jsonl");
        var run = Analyze([small, .. faults.Select(fault => folder.PathOf(fault.Name)), folder.PathOf("empty"), small, "--whole", "--json", target, "--csv", "-"]);
        Assert.Equal(1, run.ExitCode);
        var errors = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(faults.Length + 1, errors.Length);
        Assert.Contains("holds no pictures; --recursive", errors[0], StringComparison.Ordinal);
        var lines = File.ReadAllLines(target);
        Assert.Equal(faults.Length + 3, lines.Length);
        for (var i = 0; i < faults.Length; i++)
        {
            Assert.Contains(faults[i].Expected, errors[i + 1], StringComparison.Ordinal);
            using var json = JsonDocument.Parse(lines[i + 2]);
            Assert.Equal(["source", "error"], Names(json.RootElement));
            Assert.Contains(faults[i].Expected, Text(json, "error"), StringComparison.Ordinal);
        }
        Assert.Contains("\"faces\":[{", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"faces\":[{", lines[^1], StringComparison.Ordinal);
        Assert.Equal(faults.Length + 4, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty(Directory.GetFiles(folder.Root, "*.tmp"));
    }

    [Fact]
    public void Without_an_ending_a_picture_is_one_and_a_text_is_told_to_be_none()
    {
        var (picture, text) = (folder.PathOf("picture"), folder.Write("text", "hello, this is no picture\n"));
        File.Copy(small, picture);
        var run = Analyze(picture, text, "--whole", "--json", "-");
        Assert.Equal((1, 2), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal($"mien: '{text}' is not a picture but text; JPEG, PNG, WebP, GIF, TIFF, and HEIC where libvips has it are read.\n", run.Error);
    }

    [Fact]
    public void Csv_has_a_row_a_face_and_a_row_for_a_picture_without()
    {
        var plain = folder.PathOf("a,b.png");
        ImageWriter.Write(new Image(200, 100, 3), plain);
        var run = Analyze(plain, small, "--csv", "--output", "fer2013");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "source,width,height,detector,face,x,y,box_width,box_height,score,emotion,confidence,valence,arousal,doubts,anger,disgust,fear,happiness,neutral,sadness,surprise,error",
            rows[0]);
        Assert.Equal($"\"{plain}\",200,100,mien,,,,,,,,,,,,,,,,,,,", rows[1]);
        Assert.StartsWith($"{small},48,48,none,1,0,0,48,48,1,", rows[2], StringComparison.Ordinal);
        Assert.All(rows.Skip(2).Append(rows[0]), row => Assert.Equal(23, row.Split(',').Length));
    }

    [Fact]
    public void People_are_shown_a_table_beside_clean_standard_output()
    {
        var run = Analyze(small, small);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("whole picture", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 picture(s), 2 face(s)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_should_say_is_uncertain_unless_a_label_is_always_wanted()
    {
        OnnxWriter.Write(StandInModel.Happy(0.2), model);
        AssertAnswer(small, "uncertain", "unsure");
        AssertAnswer(small, "happiness", "", "--always-label");
        var (doubted, named) = (Analyze(small).Error, Analyze(small, "--always-label").Error);
        Assert.Contains("uncertain: unsure", doubted, StringComparison.Ordinal);
        Assert.Contains("perhaps happiness", doubted, StringComparison.Ordinal);
        Assert.Contains("happiness", named, StringComparison.Ordinal);
        Assert.DoesNotContain("uncertain", named, StringComparison.Ordinal);
        Assert.DoesNotContain("perhaps", named, StringComparison.Ordinal);
    }

    [Fact]
    public void A_face_that_cannot_be_seen_is_uncertain_too()
    {
        var black = folder.PathOf("black.png");
        ImageWriter.Write(new Image(48, 48, 1), black);
        OnnxWriter.Write(StandInModel.Happy(0.9), model);
        AssertAnswer(small, "happiness", "");
        AssertAnswer(black, "uncertain", "blurred dark flat");
        AssertAnswer(black, "happiness", "", "--always-label");
    }

    [Fact]
    public void A_picture_that_the_model_has_no_number_for_has_its_line()
    {
        OnnxWriter.Write(StandInModel.Overflowing(), model);
        var (black, white) = (new Image(48, 48, 1), new Image(48, 48, 1));
        white.Pixels.AsSpan().Fill(255);
        ImageWriter.Write(black, folder.PathOf("black.png"));
        ImageWriter.Write(white, folder.PathOf("white.png"));
        foreach (string[] sources in (string[][])[[folder.PathOf("white.png")], [folder.PathOf("black.png"), folder.PathOf("white.png")]])
        {
            var run = Analyze([.. sources, "--json", "-"]);
            var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal((1, sources.Length), (run.ExitCode, lines.Length));
            Assert.Contains("\"error\":\"The model's output 'fer2013' is not finite", lines[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Annotated_copies_keep_names_apart_and_originals_untouched()
    {
        var other = folder.PathOf("in/small.png");
        Directory.CreateDirectory(folder.PathOf("in"));
        File.Copy(small, other);
        var before = File.ReadAllBytes(small);
        Assert.Equal(0, Analyze(small, other, "--annotate", folder.PathOf("out")).ExitCode);
        Assert.Equal(["small-2.png", "small.png"], Directory.GetFiles(folder.PathOf("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, Analyze(small, "--annotate", folder.Root).ExitCode);
        Assert.Equal(before, File.ReadAllBytes(small));
        Assert.True(File.Exists(folder.PathOf("small-2.png")));
    }

    [Fact]
    public void A_folder_behind_a_link_is_that_of_the_originals_too()
    {
        Directory.CreateDirectory(folder.PathOf("originals"));
        File.Copy(small, folder.PathOf("originals/a.png"));
        Directory.CreateSymbolicLink(folder.PathOf("link"), folder.PathOf("originals"));
        var before = File.ReadAllBytes(small);
        Assert.Equal(0, Analyze(folder.PathOf("link"), "--annotate", folder.PathOf("originals")).ExitCode);
        Assert.Equal(before, File.ReadAllBytes(folder.PathOf("originals/a.png")));
        Assert.True(File.Exists(folder.PathOf("originals/a-2.png")));
    }

    [Fact]
    public void A_copy_that_its_format_cannot_hold_costs_no_other_picture_its_result()
    {
        // With the strip beside it the copy is wider than WebP's 16,383 pixels.
        var wide = folder.PathOf("wide.webp");
        ImageWriter.Write(new Image(16_300, 60, 1), wide);
        var run = Analyze(wide, small, "--whole", "--json", "-", "--annotate", folder.PathOf("out"));
        Assert.Equal((1, 2), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("wide.webp cannot be written", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a fault of Mien", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("out/small.png")));
    }

    [Fact]
    public void A_run_that_fails_before_its_first_result_leaves_the_table_of_an_earlier_one()
    {
        var table = folder.Write("faces.csv", "yesterday\n");
        Assert.Equal(1, Analyze(small, small, "--whole", "--csv", table, "--annotate", small).ExitCode);
        Assert.Equal("yesterday\n", File.ReadAllText(table));
    }

    [Fact]
    public void A_table_that_leaves_faces_out_says_so()
    {
        var plain = folder.PathOf("plain.png");
        ImageWriter.Write(new Image(70, 70, 1), plain);
        var run = Analyze([.. Enumerable.Repeat(plain, 60), small]);
        Assert.Contains("61 picture(s), 1 face(s), 60 without a face, the first are shown", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--whole")]
    [InlineData("--recursive")]
    public void What_is_for_pictures_is_refused_for_a_film(string option)
    {
        var run = Analyze("film.mp4", option);
        Assert.Equal((2, $"mien: {option} is for pictures, and 'film.mp4' is a video\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_folder_is_searched_and_with_recursive_those_inside()
    {
        Directory.CreateDirectory(folder.PathOf("pictures/in"));
        File.Copy(small, folder.PathOf("pictures/b.png"));
        File.Copy(small, folder.PathOf("pictures/in/a.png"));
        Assert.Single(Lines("pictures"));
        Assert.Equal(2, Lines("pictures", "--recursive").Length);

        string[] Lines(string name, params string[] more) =>
            Analyze([folder.PathOf(name), "--json", .. more]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Models_that_cannot_be_used_give_one_line()
    {
        var bytes = File.ReadAllBytes(model);
        File.WriteAllBytes(folder.PathOf("cut.onnx"), bytes[..(bytes.Length / 2)]);
        var foreign = StandInModel.Small();
        foreign.Metadata.Clear();
        OnnxWriter.Write(foreign, folder.PathOf("foreign.onnx"));
        foreach (var (name, expected) in new[] { ("cut.onnx", "cut.onnx"), ("none.onnx", "none.onnx"), ("small.png", "small.png"), ("foreign.onnx", "state labels and input in foreign.yaml") })
        {
            var run = CommandRun.Of("analyze", small, "--model", folder.PathOf(name));
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Contains(expected, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
        var output = Analyze(small, "--output", "affect");
        Assert.Equal(1, output.ExitCode);
        Assert.Contains("has no output 'affect'; it has ferplus, fer2013", output.Error, StringComparison.Ordinal);
        File.WriteAllText(folder.PathOf("facts.yaml"), "labels: { fer2013: [a, b, c, d, e, f, dreamy] }\ninput: { mean: 0.508, std: 0.255 }\n");
        var named = CommandRun.Of("analyze", small, "--model", folder.PathOf("foreign.onnx"), "--facts", folder.PathOf("facts.yaml"), "--json");
        Assert.Equal((0, ""), (named.ExitCode, named.Error));
        Assert.Contains("\"dreamy\":", named.Output, StringComparison.Ordinal);
        Assert.Contains("\"valence\":null", named.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_of_ones_own_finds_faces_with_landmarks()
    {
        var (picture, detector) = (folder.PathOf("bright.png"), folder.PathOf("bright.onnx"));
        ImageWriter.Write(YuNetDetectorTests.Picture(200, 120, 48, 32, BrightCells.Side), picture);
        File.WriteAllBytes(detector, BrightCells.File(new Size2(64, 64)));
        var run = Analyze(picture, "--detector", detector, "--json", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("yunet", Text(json, "detector"));
        var face = Assert.Single(json.RootElement.GetProperty("faces").EnumerateArray().ToArray());
        Assert.Equal(48, face.GetProperty("box").GetProperty("x").GetDouble(), 0.01);
        Assert.Equal(5, face.GetProperty("landmarks").GetArrayLength());
        Assert.Contains("\"faces\":[]", Analyze(picture, "--detector", detector, "--min-face", "20", "--json", "-").Output, StringComparison.Ordinal);
        Assert.Contains("\"haar\"", Analyze(picture, "--detector", "haar", "--min-face", "20", "--json", "-").Output, StringComparison.Ordinal);
        var both = Analyze(picture, "--detector", detector, "--cascade", picture);
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("--cascade belongs to the Haar detector", both.Error, StringComparison.Ordinal);
        var retry = Analyze(picture, "--no-retry");
        Assert.Equal(2, retry.ExitCode);
        Assert.Contains("--no-retry belongs to the Haar detector", retry.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_cascade_and_places_that_cannot_be_written_give_one_line()
    {
        var picture = folder.PathOf("faces.png");
        ImageWriter.Write(new Image(200, 100, 3), picture);
        foreach (var run in new[]
        {
            Analyze(picture, picture, "--cascade", folder.PathOf("none.xml")),
            Analyze(picture, picture, "--detector", folder.PathOf("none.onnx")),
            Analyze(picture, picture, "--detector", model),
            Analyze(small, "--json", folder.PathOf("no/where.json")),
            Analyze(small, "--annotate", small),
        })
        {
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static string Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString()!;

    private static int Number(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetInt32();

    /// <summary>What is told of a picture's only face and why it may be wrong, in JSON and in CSV.</summary>
    private void AssertAnswer(string picture, string answer, string doubts, params string[] more)
    {
        var table = folder.PathOf("faces.csv");
        var run = Analyze([picture, "--json", "-", "--csv", table, .. more]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var face = json.RootElement.GetProperty("faces")[0];
        var told = face.GetProperty("quality").GetProperty("doubts").EnumerateArray().Select(doubt => doubt.GetString());
        Assert.Equal((answer, doubts), (face.GetProperty("emotion").GetString()!, string.Join(' ', told)));
        var rows = File.ReadLines(table).Select(row => row.Split(',')).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal((answer, doubts), (rows[1][Array.IndexOf(rows[0], "emotion")], rows[1][Array.IndexOf(rows[0], "doubts")]));
    }

    private CommandRun Analyze(params string[] arguments) => CommandRun.Of(["analyze", "--model", model, .. arguments]);
}
