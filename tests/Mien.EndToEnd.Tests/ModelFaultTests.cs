using System.Text;
using System.Text.Json;
using Mien.Imaging;

namespace Mien.EndToEnd.Tests;

/// <summary>Model files that cannot be used, and results that cannot be written.</summary>
[Collection(nameof(Faults))]
public class ModelFaultTests(TinyRun tiny)
{
    [Theory]
    [InlineData("cut", "is cut short or is no ONNX file")]
    [InlineData("empty", "is empty")]
    [InlineData("text", "is no ONNX file")]
    [InlineData("operator", "(Rulu) is an operator that Mien does not know")]
    [InlineData("shape", "node 'stem.conv' (Conv) has kernel_shape 3×3, but its weight is 1×3")]
    [InlineData("nan", "holds values that are not finite numbers")]
    [InlineData("missing", "missing.onnx")]
    public async Task A_bad_model_file_gives_one_line(string kind, string expected)
    {
        var path = tiny.PathOf(kind + ".onnx");
        if (Spoilt(kind, await File.ReadAllBytesAsync(tiny.Model)) is { } content)
            await File.WriteAllBytesAsync(path, content);
        Faults.AssertOneLine(await MienProcess.Run("model", "info", path), 1, kind + ".onnx", expected);
        Faults.AssertOneLine(await Evaluate(path), 1, kind + ".onnx", expected);
    }

    [Fact]
    public async Task A_model_with_other_labels_is_measured_on_those_it_shares_or_refused()
    {
        var content = await File.ReadAllBytesAsync(tiny.Model);
        var some = await Evaluate(await Write("some.onnx", Replaced(content, "happiness", "dreamness")), "--json", "-");
        Assert.Equal((0, ""), (some.ExitCode, some.Error));
        Assert.Contains("\"removedClasses\":[\"dreamness\"],\"unknownClasses\":[\"happiness\"]", some.Output, StringComparison.Ordinal);
        var labels = "anger,disgust,fear,happiness,sadness,surprise,neutral";
        var none = Replaced(content, labels, labels.Replace('e', 'o').Replace('u', 'a').Replace("anger", "angor", StringComparison.Ordinal).Replace("disg", "dosg", StringComparison.Ordinal).Replace("hap", "hop", StringComparison.Ordinal));
        Faults.AssertOneLine(await Evaluate(await Write("none.onnx", none)), 1, "none.onnx", "share no class");
        Faults.AssertOneLine(await Evaluate(await Write("foreign.onnx", Replaced(content, "mien.", "myan."))), 1, "state labels and input in foreign.yaml");
    }

    [Fact]
    public async Task Figures_whose_file_cannot_be_written_are_shown_all_the_same()
    {
        var run = await Evaluate(tiny.Model, "--json", Path.Combine(tiny.PathOf("nowhere"), "figures.json"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("accuracy ", run.Error, StringComparison.Ordinal);
        Assert.Contains("figures.json cannot be written: its folder does not exist", Assert.Single(Faults.Notes(run)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_not_exported_where_nothing_can_be_written()
    {
        Faults.AssertOneLine(await MienProcess.Run("model", "export", tiny.Model, Path.Combine(tiny.Data, "x.onnx")), 1, "x.onnx cannot be written: ");
        if (OperatingSystem.IsLinux())
            Faults.AssertOneLine(await MienProcess.Run("model", "export", tiny.Model, "/proc/x.onnx"), 1, "/proc/x.onnx cannot be written: ");
    }

    [Fact]
    public async Task Places_that_analyze_cannot_write_to_are_named()
    {
        var picture = tiny.PathOf("a.png");
        ImageWriter.Write(new Image(48, 48, 1), picture);
        var below = Path.Combine(tiny.Data, "x");
        foreach (var (option, place, expected) in new[]
        {
            ("--json", below + ".json", "x.json cannot be written: "), ("--csv", below + ".csv", "x.csv cannot be written: "),
            ("--annotate", tiny.Data, "there is a file of that name"), ("--annotate", below, "--annotate: the folder"),
        })
            Faults.AssertOneLine(await MienProcess.Run("analyze", picture, "--model", tiny.Model, option, place), 1, expected);
    }

    [Fact]
    public async Task Results_that_no_longer_fit_are_kept_up_to_there()
    {
        if (OperatingSystem.IsWindows())
            return;
        var picture = tiny.PathOf("b.png");
        ImageWriter.Write(new Image(48, 48, 1), picture);
        var target = tiny.PathOf("b.jsonl");
        var run = await MienProcess.RunWithFileLimit(4, ["analyze", "--whole", "--model", tiny.Model, "--json", target, .. Enumerable.Repeat(picture, 40)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it holds what was done until then", Assert.Single(Faults.Notes(run)), StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(target);
        Assert.InRange(lines.Length, 2, 39);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Empty(Directory.GetFiles(tiny.Folder, "b.jsonl.*.tmp"));
    }

    private Task<MienProcess> Evaluate(string model, params string[] more) =>
        MienProcess.Run(["evaluate", model, "--data", tiny.Data, "--split", "private", "--threads", "1", .. more]);

    private async Task<string> Write(string name, byte[] content)
    {
        await File.WriteAllBytesAsync(tiny.PathOf(name), content);
        return tiny.PathOf(name);
    }

    private static byte[]? Spoilt(string kind, byte[] content) => kind switch
    {
        "cut" => content[..(content.Length / 2)],
        "empty" => [],
        "text" => "This is a text, not a model."u8.ToArray(),
        "operator" => Replaced(content, "Relu", "Rulu"),
        // The dimensions of the first weight, 2×1×3×3, with as many values.
        "shape" => Replaced(content, "\u0008\u0002\u0008\u0001\u0008\u0003\u0008\u0003", "\u0008\u0002\u0008\u0003\u0008\u0001\u0008\u0003"),
        // Eight such bytes hold a number of four, wherever it starts.
        "nan" => [.. content[..(content.Length / 2)], .. Enumerable.Repeat((byte)0xFF, 8), .. content[((content.Length / 2) + 8)..]],
        _ => null,
    };

    /// <summary>Replaces a text by one of the same length, so that the file stays well formed.</summary>
    private static byte[] Replaced(byte[] content, string from, string to)
    {
        var (text, length) = (Encoding.Latin1.GetString(content), content.Length);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var changed = Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(length, changed.Length);
        return changed;
    }
}
