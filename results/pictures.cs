#!/usr/bin/env dotnet
// Draws docs/images/NAME-curves.svg, the accuracy of each system's runs on the rows that chose their epochs, and NAME-intervals.svg of each table beside this file.
// docs/images/default-coverage.svg is drawn from results/default/mean-SPLIT.json, which `mien evaluate --output mean --json` wrote.
// usage: dotnet run results/pictures.cs
#:property PublishAot=false

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security;
using System.Text;
using System.Text.Json;

const int Width = 760, Left = 52, Right = 200, Top = 16, Bottom = 34;
string[] colours = ["#1f6feb", "#d1680b", "#1a7f5a", "#b3261e", "#7d4cc9", "#8a6d00", "#0c7f99", "#c0358a"];
var results = Path.GetDirectoryName(Here())!;
var images = Path.Combine(results, "..", "docs", "images");
var runs = Directory.EnumerateDirectories(Path.Combine(results, "runs")).Order(StringComparer.Ordinal).Where(run => File.ReadLines(Path.Combine(run, "log.jsonl")).Count() > 1);
foreach (var system in runs.GroupBy(run => Path.GetFileName(run)[..2]))
    Save($"{system.Key}-curves", Curves([.. system.Select(run => (Path.GetFileName(run), Accuracies(run)))]));
// A table of one model compares nothing.
foreach (var table in Directory.EnumerateFiles(results, "*.csv").Where(path => File.ReadLines(path).First().Contains(",low,high,", StringComparison.Ordinal) && File.ReadLines(path).Count() > 2))
    Save($"{Path.GetFileNameWithoutExtension(table)}-intervals", Intervals([.. Rows(table)]));
Save("default-coverage", Coverage([("PublicTest", Covered("public")), ("PrivateTest", Covered("private"))]));
return;

void Save(string name, string svg) => File.WriteAllText(Path.Combine(images, name + ".svg"), svg);

static double[] Accuracies(string run) => [.. File.ReadLines(Path.Combine(run, "log.jsonl")).Select(line =>
    JsonDocument.Parse(line).RootElement.GetProperty("choose").EnumerateObject().First().Value.GetProperty("accuracy").GetDouble())];

static IEnumerable<(string Name, double Accuracy, double Low, double High)> Rows(string table)
{
    var header = File.ReadLines(table).First().Split(',');
    foreach (var cells in File.ReadLines(table).Skip(1).Select(line => line.Split(',')))
    {
        double Of(string column) => double.Parse(cells[Array.IndexOf(header, column)], CultureInfo.InvariantCulture);
        yield return (cells[Array.IndexOf(header, "model")], Of("accuracy"), Of("low"), Of("high"));
    }
}

(double Confidence, double Coverage, double Accuracy)[] Covered(string split)
{
    using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "default", $"mean-{split}.json")));
    double Of(JsonElement point, string name) => point.GetProperty(name).GetDouble();
    return [.. json.RootElement.GetProperty("coverage").EnumerateArray().Select(point => (Of(point, "confidence"), Of(point, "coverage"), Of(point, "accuracy")))];
}

string Coverage(List<(string Name, (double Confidence, double Coverage, double Accuracy)[] Points)> lines)
{
    const int Height = 300;
    double X(double coverage) => Left + ((Width - Left - Right) * (1 - coverage));
    double Y(double accuracy) => Height - Bottom - ((Height - Top - Bottom) * (accuracy - 0.6) / 0.4);
    var svg = Open(Height);
    for (var tick = 0.6; tick < 1.01; tick += 0.1)
        svg.Append(Line(Left, Y(tick), Width - Right, Y(tick), "#d0d7de")).Append(Text(Left - 8, Y(tick) + 4, "end", tick.ToString("P0", CultureInfo.InvariantCulture)));
    for (var tick = 0.0; tick < 1.01; tick += 0.2)
        svg.Append(Text(X(tick), Height - Bottom + 18, "middle", tick.ToString("P0", CultureInfo.InvariantCulture)));
    svg.Append(Text(Width - Right, Height - 2, "end", "share of faces that get an answer"));
    for (var i = 0; i < lines.Count; i++)
    {
        var points = string.Join(' ', lines[i].Points.Select(point => FormattableString.Invariant($"{X(point.Coverage):F1},{Y(point.Accuracy):F1}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colours[i]}\" stroke-width=\"2\"/>\n");
        foreach (var (confidence, coverage, accuracy) in lines[i].Points.Where(point => point.Confidence is 0.4 or 0.6 or 0.8))
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(coverage):F1}\" cy=\"{Y(accuracy):F1}\" r=\"4\" fill=\"{colours[i]}\"/>\n").Append(Text(X(coverage) + (i == 0 ? 6 : -6), Y(accuracy) + (i == 0 ? 16 : -8), i == 0 ? "start" : "end", confidence.ToString("F1", CultureInfo.InvariantCulture)));
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 12}\" y1=\"{Top + 8 + (18 * i)}\" x2=\"{Width - Right + 30}\" y2=\"{Top + 8 + (18 * i)}\" stroke=\"{colours[i]}\" stroke-width=\"3\"/>\n");
        svg.Append(Text(Width - Right + 36, Top + 12 + (18 * i), "start", lines[i].Name));
    }
    return svg.Append("</svg>\n").ToString();
}

string Curves(List<(string Name, double[] Values)> lines)
{
    const int Height = 300;
    var (low, high) = (Math.Floor(lines.Min(line => line.Values.Min()) * 10) / 10, Math.Ceiling(lines.Max(line => line.Values.Max()) * 10) / 10);
    var last = Math.Max(2, lines.Max(line => line.Values.Length));
    double X(int epoch) => Left + ((Width - Left - Right) * (epoch - 1.0) / (last - 1));
    double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (value - low) / (high - low));
    var svg = Open(Height);
    for (var tick = low; tick < high + 0.01; tick += 0.1)
        svg.Append(Line(Left, Y(tick), Width - Right, Y(tick), "#d0d7de")).Append(Text(Left - 8, Y(tick) + 4, "end", tick.ToString("P0", CultureInfo.InvariantCulture)));
    for (var epoch = 1; epoch <= last; epoch += Math.Max(1, (last + 9) / 10))
        svg.Append(Text(X(epoch), Height - Bottom + 18, "middle", epoch.ToString(CultureInfo.InvariantCulture)));
    svg.Append(Text(Width - Right, Height - 2, "end", "epoch"));
    for (var i = 0; i < lines.Count; i++)
    {
        var (colour, dash) = (colours[i % colours.Length], i < colours.Length ? "" : " stroke-dasharray=\"5 4\"");
        var points = string.Join(' ', lines[i].Values.Select((value, at) => FormattableString.Invariant($"{X(at + 1):F1},{Y(value):F1}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 12}\" y1=\"{Top + 8 + (18 * i)}\" x2=\"{Width - Right + 30}\" y2=\"{Top + 8 + (18 * i)}\" stroke=\"{colour}\" stroke-width=\"3\"{dash}/>\n");
        svg.Append(Text(Width - Right + 36, Top + 12 + (18 * i), "start", lines[i].Name));
    }
    return svg.Append("</svg>\n").ToString();
}

string Intervals(List<(string Name, double Accuracy, double Low, double High)> rows)
{
    const int Step = 24;
    var height = Top + Bottom + (Step * rows.Count);
    var (low, high) = (Math.Floor(rows.Min(row => row.Low) * 20) / 20, Math.Ceiling(rows.Max(row => row.High) * 20) / 20);
    double X(double value) => Right + ((Width - Right - Left) * (value - low) / (high - low));
    var svg = Open(height);
    for (var tick = low; tick < high + 0.01; tick += 0.05)
        svg.Append(Line(X(tick), Top, X(tick), height - Bottom, "#d0d7de")).Append(Text(X(tick), height - Bottom + 18, "middle", tick.ToString("P0", CultureInfo.InvariantCulture)));
    for (var i = 0; i < rows.Count; i++)
    {
        var y = Top + (Step * (i + 0.5));
        svg.Append(Text(Right - 12, y + 4, "end", rows[i].Name));
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(rows[i].Low):F1}\" y1=\"{y:F1}\" x2=\"{X(rows[i].High):F1}\" y2=\"{y:F1}\" stroke=\"{colours[0]}\" stroke-width=\"3\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(rows[i].Accuracy):F1}\" cy=\"{y:F1}\" r=\"5\" fill=\"{colours[0]}\"/>\n");
    }
    return svg.Append("</svg>\n").ToString();
}

static StringBuilder Open(int height) => new StringBuilder().Append(CultureInfo.InvariantCulture,
    $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#1f2328\">\n<rect width=\"{Width}\" height=\"{height}\" rx=\"6\" fill=\"#ffffff\"/>\n");

static string Line(double x1, double y1, double x2, double y2, string colour) =>
    FormattableString.Invariant($"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"{colour}\"/>\n");

static string Text(double x, double y, string anchor, string text) =>
    FormattableString.Invariant($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n");

static string Here([CallerFilePath] string path = "") => path;
