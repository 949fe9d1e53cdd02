using System.Xml.Linq;
using Mien.Compute;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Reports;
using Mien.Learning.Training;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Reports;

public sealed class RunReportTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("mien-report").FullName;
    private readonly Dataset data = TinyFaces.Create();

    [Fact]
    public void A_runs_report_is_one_sound_page_without_outside_links()
    {
        var folder = Train();
        var page = Parse(File.ReadAllText(folder.Report));
        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        foreach (var attribute in page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"))
            Assert.StartsWith("data:image/png;base64,", attribute.Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
        string[] headings = [.. page.Descendants("h2").Select(h => h.Value)];
        Assert.Equal(
            ["What these figures are of", "Learning curves", "By class", "Confusion", "Reliability", "Examples that are right", "Examples that are wrong", "Doubtful labels", "Recipe", "Environment and time"],
            headings);
        Assert.Equal(3, page.Descendants("svg").Count());
        // Training and validation, an epoch each.
        Assert.Equal(2 * 2 * 3, page.Descendants("circle").Count());
        Assert.Equal(49, page.Descendants("td").Count(td => td.Attribute("style")?.Value.StartsWith("--s:", StringComparison.Ordinal) == true));
        Assert.Contains("These rows also chose the epoch", page.Root.Value, StringComparison.Ordinal);
        Assert.Contains("name: tiny", page.Descendants("pre").Single().Value, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_speaks_russian()
    {
        var page = Parse(File.ReadAllText(Train(ReportLanguage.Russian).Report));
        Assert.Equal("ru", page.Root!.Attribute("lang")!.Value);
        Assert.Contains("радость", page.Root.Value, StringComparison.Ordinal);
        Assert.Matches("\\d,\\d", page.Root.Value);
        Assert.Contains("по показателю «точность»", page.Root.Value, StringComparison.Ordinal);
        foreach (var english in new[] { "epochs", "training", "rows", "stratified", "public" })
            Assert.DoesNotContain(page.Descendants("p"), e => e.Value.Contains(english, StringComparison.Ordinal));
        Assert.DoesNotContain(page.Descendants("h2").Concat(page.Descendants("thead")), e => e.Value.Any(c => char.IsAsciiLetterLower(c) && !"precision".Contains(c, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("private", "PrivateTest")]
    [InlineData("public,private", "PublicTest, PrivateTest")]
    [InlineData("all, holdout 0.2, seed 42", "все строки, отложенная доля 0,2, зерно 42")]
    [InlineData("a stratified 0.1 of all without a holdout of 0.2 (seed 42)", "послойная доля 0,1 всех строк без отложенной доли 0,2 (зерно 42)")]
    [InlineData("flip", "сам снимок и отражение")]
    [InlineData("trained once; public (3589 rows) gave the temperature", "обучена один раз; PublicTest (строк: 3589): по ним подобрана температура")]
    [InlineData("best of up to 30 epochs by the mean macro F1 of its outputs on public (3589 rows), which also gave the temperatures",
        "лучшая из эпох (не более 30) по показателю «макро-F1», среднему по выходам, на строках: PublicTest (строк: 3589); по ним же подобраны температуры")]
    [InlineData("runs/training/best", "runs/training/best")]
    public void What_models_say_of_their_choice_is_said_in_russian(string english, string russian) => Assert.Equal(russian, RussianPhrases.Translate(english));

    [Fact]
    public void Names_that_look_like_markup_stay_text()
    {
        var folder = Train();
        var evaluation = new Evaluator(new EvaluationOptions()).Evaluate([folder.Best], data.Where(s => s.Split == Split.PrivateTest), "<i>split</i>");
        var content = new ReportContent
        {
            Title = "<script>alert('\"')</script>&",
            Evaluation = evaluation,
            Environment = ReportEnvironment.OfThisMachine("0", "managed", "f32", 1),
            Written = DateTimeOffset.UnixEpoch,
        };
        var page = Parse(ReportPage.Write(content));
        Assert.Equal(content.Title, page.Descendants("h1").Single().Value);
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants("i"), e => e.Value == "split");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Embedded_pictures_are_png_that_libvips_reads(int channels)
    {
        var image = new Image(7, 5, channels);
        new Random(1).NextBytes(image.Pixels);
        var path = Path.Combine(root, "picture.png");
        File.WriteAllBytes(path, PngPicture.Encode(image));
        var read = new ImageReader().Read(path);
        Assert.Equal(image.Pixels, (channels == 1 ? read.ToGrey() : read).Pixels);
    }

    [Theory]
    [InlineData(0.21, 1.39, 0.2, 1.4)]
    [InlineData(0.5, 0.5, 0.5, 0.5)]
    [InlineData(0, 30, 0, 30)]
    [InlineData(0.664, 0.8671, 0.65, 0.9)]
    public void Ticks_are_round_and_hold_all_values(double low, double high, double first, double last)
    {
        var ticks = AxisTicks.Of(low, high);
        Assert.InRange(ticks.Length, 2, 9);
        Assert.Equal(first, ticks[0], 1e-6);
        Assert.Equal(last, ticks[^1], 1e-5);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static XDocument Parse(string html) => XDocument.Parse(html.Replace("<!doctype html>\n", string.Empty, StringComparison.Ordinal));

    private RunFolder Train(ReportLanguage language = ReportLanguage.English)
    {
        var recipe = TinyFaces.Recipe();
        var folder = new RunFolder(Path.Combine(root, language.ToString()));
        var backend = Backends.Create(null, out _);
        using (var trainer = new Trainer(recipe, data, folder, new TrainerOptions { Backend = backend }))
            trainer.Run();
        RunReport.Write(folder, recipe, data, backend, "0.1.0", language, TimeProvider.System);
        return folder;
    }
}
