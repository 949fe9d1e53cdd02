using System.Xml.Linq;
using Mien.Compute;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Recipes;
using Mien.Learning.Reports;
using Mien.Learning.Training;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Reports;

public sealed class RunReportTests : IDisposable
{
    private static readonly string[] Headings =
    [
        "What these figures are of", "Learning curves", "By class", "Confusion", "Reliability", "Examples that are right", "Examples that are wrong", "Doubtful labels", "Recipe", "Environment and time",
    ];

    private readonly string root = Directory.CreateTempSubdirectory("mien-report").FullName;
    private readonly Dataset data = TinyFaces.Create();

    [Fact]
    public void A_runs_report_is_one_sound_page_without_outside_links()
    {
        var folder = Train();
        var page = Parse(File.ReadAllText(folder.Report));
        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        AssertSound(page);
        // Training and validation, an epoch each.
        Assert.Equal(2 * 2 * 3, page.Descendants("circle").Count());
        Assert.Contains("These rows also chose the epoch", page.Root.Value, StringComparison.Ordinal);
        Assert.Contains("name: tiny", page.Descendants("pre").Single().Value, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.Contains("@media print", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_classical_methods_report_is_such_a_page_too()
    {
        var recipe = Recipe.Parse("format: 1\nname: forest\noutputs: [{ labels: fer2013 }]\nmethod: { name: random-forest, trees: 10, features: { pca: 12 } }\n", "forest.yaml");
        var (folder, backend) = (new RunFolder(Path.Combine(root, "forest"), isClassical: true), Backends.Create(null, out _));
        new MethodTrainer(recipe, data, folder, new TrainerOptions { Backend = backend }).Run();
        RunReport.Write(folder, recipe, data, backend, "0.1.0", ReportLanguage.English, TimeProvider.System);
        var page = Parse(File.ReadAllText(folder.Report));
        AssertSound(page);
        // The loss of both parts, and validation's accuracy.
        Assert.Equal(3, page.Descendants("circle").Count());
        Assert.Contains("trained once; public (48 rows) gave figures only", page.Root!.Value, StringComparison.Ordinal);
        Assert.Contains("name: random-forest", page.Descendants("pre").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_the_data_the_best_epoch_and_in_what_it_was_trained()
    {
        var folder = Train();
        var text = Parse(File.ReadAllText(folder.Report)).Root!.Value;
        Assert.Contains("The data is tiny.csv.", text, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"best epoch: {RunMetrics.Read(folder).Training.Epoch}"), text, StringComparison.Ordinal);
        Assert.Matches(@"for 3 epochs, [0-9,]+ pictures a second \(f32\)", text);
        Assert.DoesNotContain("Training started from", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_right_and_wrong_stand_with_their_probabilities_and_only_wrong_ones_are_doubtful()
    {
        var page = Parse(File.ReadAllText(Train().Report));
        var galleries = page.Descendants("section").Where(section => section.Descendants("div").Any(d => d.Attribute("class")?.Value == "gallery")).ToList();
        Assert.Equal(3, galleries.Count);
        foreach (var figure in galleries.SelectMany(gallery => gallery.Descendants("figure")))
        {
            var picture = new ImageReader().Read(Convert.FromBase64String(figure.Element("img")!.Attribute("src")!.Value["data:image/png;base64,".Length..]), "figure");
            Assert.Equal((48, 48), (picture.Width, picture.Height));
            Assert.Contains('%', figure.Descendants("ul").Single().Value);
        }
        Assert.DoesNotContain(galleries[0].Descendants("b"), name => name.Value.Contains('→', StringComparison.Ordinal));
        foreach (var gallery in galleries[1..])
        {
            Assert.NotEmpty(gallery.Descendants("figure"));
            Assert.All(gallery.Descendants("b"), name => Assert.Contains('→', name.Value));
        }
    }

    [Fact]
    public void Its_accuracy_is_that_of_the_runs_figures_where_the_data_has_further_classes()
    {
        var folder = Train(ReportLanguage.English, "outputs=[{ labels: [fear, anger, neutral] }]");
        var (page, chosen) = (Parse(File.ReadAllText(folder.Report)), RunMetrics.Read(folder).Training.Choose["emotion"]);
        var shown = page.Descendants("dt").First(name => name.Value == "Accuracy").ElementsAfterSelf("dd").First();
        Assert.Equal(new ReportNumbers(".", ",").Percent(chosen.Accuracy), shown.Nodes().OfType<XText>().First().Value);
        Assert.Contains(FormattableString.Invariant($"{48 - chosen.Count} pictures of classes that not every model knows are left out."), page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_from_what_weights_the_run_started()
    {
        var body = Train();
        var (recipe, backend) = (TinyFaces.Recipe("training.epochs=1"), Backends.Create(null, out _));
        var folder = new RunFolder(Path.Combine(root, "started"));
        using (var trainer = new Trainer(recipe, data, folder, new TrainerOptions { Backend = backend, Weights = body.Best }))
            trainer.Run();
        RunReport.Write(folder, recipe, data, backend, "0.1.0", ReportLanguage.English, TimeProvider.System);
        Assert.Matches("Training started from the weights of best.onnx \\(SHA-256 [0-9a-f]{12}…\\), ([0-9]+) of \\1 arrays\\.", Parse(File.ReadAllText(folder.Report)).Root!.Value);
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
    [InlineData("fold 2 of 5 (seed 42) of training without a holdout of 0.2 (seed 42)", "часть 2 из 5 (зерно 42) обучающей части без отложенной доли 0,2 (зерно 42)")]
    [InlineData("best of 9 epochs by the mean calibration error of its outputs on public (7 rows), which also gave the temperatures",
        "лучшая из эпох (всего 9) по показателю «ошибка калибровки», среднему по выходам, на строках: PublicTest (строк: 7); по ним же подобраны температуры")]
    [InlineData("best of 9 epochs by the mean macro recall of its outputs on public (7 rows), which also gave the temperatures",
        "лучшая из эпох (всего 9) по показателю «полнота по классам», среднему по выходам, на строках: PublicTest (строк: 7); по ним же подобраны температуры")]
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

    /// <summary>A page of all parts that needs nothing beside itself.</summary>
    private static void AssertSound(XDocument page)
    {
        foreach (var attribute in page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"))
            Assert.StartsWith("data:image/png;base64,", attribute.Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
        Assert.Equal(Headings, page.Descendants("h2").Select(h => h.Value));
        Assert.Equal(3, page.Descendants("svg").Count());
        Assert.Equal(49, page.Descendants("td").Count(td => td.Attribute("style")?.Value.StartsWith("--s:", StringComparison.Ordinal) == true));
    }

    private static XDocument Parse(string html) => XDocument.Parse(html.Replace("<!doctype html>\n", string.Empty, StringComparison.Ordinal));

    private RunFolder Train(ReportLanguage language = ReportLanguage.English, params string[] overrides)
    {
        var recipe = TinyFaces.Recipe(overrides);
        var folder = new RunFolder(Path.Combine(root, language.ToString()));
        var backend = Backends.Create(null, out _);
        using (var trainer = new Trainer(recipe, data, folder, new TrainerOptions { Backend = backend }))
            trainer.Run();
        RunReport.Write(folder, recipe, data, backend, "0.1.0", language, TimeProvider.System);
        return folder;
    }
}
