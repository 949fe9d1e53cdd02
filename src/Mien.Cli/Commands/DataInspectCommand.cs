using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Inspection;
using Mien.Learning.Recipes;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien data inspect</c>: what a data set holds.</summary>
internal static class DataInspectCommand
{
    private const int FirstRows = 5;

    public static Command Create(Shell shell)
    {
        var (data, json) = (new DataOptions(), JsonOutput.Option());
        var folder = new Option<string?>("--out") { Description = "A folder for samples.png, means.png and classes.png", HelpName = "DIR" };
        var augment = new Option<string?>("--augment") { Description = "With --out: also augmented.png, samples varied as this recipe does", HelpName = "RECIPE" };
        var command = new ExampleCommand(
            "inspect",
            "Show the classes, sizes, brightness and first rows of data, and write sheets of samples",
            "mien data inspect --data fer2013.csv.gz",
            "mien data inspect --data fer2013.csv.gz --out sheets --augment recipes/default.yaml") { folder, augment };
        data.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(augment) is not null && parsed.GetValue(folder) is null)
                throw new UsageException("--augment needs --out, the folder of its sheet");
            var rows = data.Open(parsed, shell);
            var summary = DatasetSummary.Of(rows, shell.Cancellation);
            var target = JsonOutput.From(parsed, json);
            if (!target.IsStandardOutput)
                Show(rows, summary, shell);
            if (parsed.GetValue(folder) is { } path)
                WriteSheets(rows, summary, path, parsed.GetValue(augment), shell);
            target.Write(summary, CliJson.Default.DatasetSummary, shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Dataset rows, DatasetSummary summary, Shell shell)
    {
        shell.Show(FormattableString.Invariant($"{summary.Source}: {summary.Count} rows{(summary.Unlabelled > 0 ? $", {summary.Unlabelled} without label" : "")}"));
        var classes = new Table().Border(TableBorder.Rounded).AddColumn("class");
        foreach (var column in new[] { "rows", "training", "public", "private" })
            classes.AddColumn(new TableColumn(column).RightAligned());
        foreach (var entry in summary.Classes)
            classes.AddRow(Markup.Escape(entry.Name), Text(entry.Count), Text(entry.Training), Text(entry.PublicTest), Text(entry.PrivateTest));
        shell.Show(classes);
        var bars = new BarChart().Width(70);
        foreach (var entry in summary.Classes)
            bars.AddItem(Markup.Escape(entry.Name), entry.Count, Color.Blue);
        shell.Show(bars);
        var spread = new Table().Border(TableBorder.Rounded).AddColumn("of a picture");
        foreach (var column in new[] { "least", "5 %", "median", "95 %", "most" })
            spread.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (name, values) in new[] { ("width", summary.Width), ("height", summary.Height), ("brightness", summary.Brightness), ("contrast", summary.Contrast) })
            spread.AddRow(name, Number(values.Least), Number(values.Low), Number(values.Median), Number(values.High), Number(values.Most));
        shell.Show(spread);
        foreach (var sample in rows.Samples.Take(FirstRows))
        {
            var picture = sample.LoadPicture();
            shell.Show(FormattableString.Invariant(
                $"{sample.Origin}  {(sample.Label is { } label ? rows.Labels[label] : "-")}  {sample.Split}  {picture.Width}×{picture.Height}  {string.Join(' ', picture.Pixels.Take(8))} …"));
        }
    }

    private static void WriteSheets(Dataset rows, DatasetSummary summary, string folder, string? recipe, Shell shell)
    {
        if (summary.Unlabelled == summary.Count)
            throw new DataFormatException(summary.Source, 0, null, "sheets are by class, and no row has a label.");
        Directory.CreateDirectory(folder);
        void Write(string name, Image sheet)
        {
            ImageWriter.Write(sheet, Path.Combine(folder, name));
            shell.Show(Path.Combine(folder, name));
        }
        Write("samples.png", DatasetSheets.Samples(rows));
        Write("means.png", DatasetSheets.Means(rows, shell.Cancellation));
        Write("classes.png", DatasetSheets.Bars(summary));
        if (recipe is not null && Recipe.Load(recipe) is var loaded)
            Write("augmented.png", AugmentedSheet.Compose(rows, loaded.Augmentation, loaded.Input.ToFormat(), (ulong)loaded.Seed));
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
