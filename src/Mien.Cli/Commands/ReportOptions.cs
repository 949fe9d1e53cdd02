using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Evaluation;
using Mien.Learning.Reports;
using Mien.Learning.Training;

namespace Mien.Cli.Commands;

/// <summary>The options <c>--html</c>, or another of its kind, and <c>--lang</c>.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> html;
    private readonly Option<string?> language = OptionKinds.Choice("--lang", "The report's language", "en", "en", "ru");

    /// <summary>Options of a page.</summary>
    /// <param name="name">The name of the one that names the file.</param>
    /// <param name="description">What it says of itself.</param>
    public ReportOptions(string name = "--html", string description = "Write a report that needs no other file to a file named *.html") => html = new Option<string?>(name)
    {
        Description = description,
        HelpName = "FILE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Path.GetExtension(text) is ".html" or ".htm")
                return text;
            result.AddError($"{name} writes to a file named *.html, not to '{text}'");
            return null;
        },
    };

    /// <summary>Both options.</summary>
    public IReadOnlyList<Option> All => [html, language];

    /// <summary>Adds both options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>Adds <c>--lang</c> alone, where the report has its place.</summary>
    public void AddLanguageTo(Command command) => command.Add(language);

    /// <summary>The file; null where none is wanted.</summary>
    public string? Target(ParseResult parsed) => parsed.GetValue(html);

    /// <summary>The language.</summary>
    public ReportLanguage Language(ParseResult parsed) => parsed.GetValue(language) == "ru" ? ReportLanguage.Russian : ReportLanguage.English;

    /// <summary>Writes an evaluation's report where one is wanted; of a run's model with the run's curves and recipe.</summary>
    public void Write(ParseResult parsed, Evaluation evaluation, ComputeChoice compute, Shell shell)
    {
        if (parsed.GetValue(html) is not { } path)
            return;
        var models = evaluation.Result.Models;
        var run = models.Count == 1 && Path.GetFileNameWithoutExtension(models[0]) == "best" ? new RunFolder(Path.GetDirectoryName(Path.GetFullPath(models[0]))!) : null;
        var content = new ReportContent
        {
            Title = string.Join(" + ", models),
            Evaluation = evaluation,
            Environment = Environment(compute),
            Written = shell.Time.GetUtcNow(),
            Log = run is null ? [] : RunLog.Read(run.Log),
            Recipe = run is not null && File.Exists(run.Recipe) ? File.ReadAllText(run.Recipe) : null,
        };
        RunReport.Save(ReportPage.Write(content, Language(parsed)), path);
        shell.Show($"The report is in {path}.");
    }

    /// <summary>What is computed with.</summary>
    public static ReportEnvironment Environment(ComputeChoice compute) =>
        ReportEnvironment.OfThisMachine(VersionLine.Version, compute.Backend.Name, compute.PrecisionName, compute.Threads);
}
