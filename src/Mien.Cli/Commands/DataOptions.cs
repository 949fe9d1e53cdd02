using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Data;
using Mien.Learning.Recipes;

namespace Mien.Cli.Commands;

/// <summary>The options that name data: <c>--data</c>, <c>--votes</c>, <c>--labels</c>, <c>--exclude-rows</c>, <c>--group</c>, <c>--classes</c>, <c>--subset</c>.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> data = new("--data")
    {
        Description = "A FER2013-style table (.csv, .csv.gz), a folder with a sub-folder a class, or a folder with --labels",
        HelpName = "PATH",
        Required = true,
    };

    private readonly Option<string?> votes = new("--votes") { Description = "FER+ votes for the table, row by row", HelpName = "FILE" };
    private readonly Option<string?> labels = new("--labels") { Description = "A table image,emotion for the folder", HelpName = "FILE" };
    private readonly Option<string?> excluded = new("--exclude-rows") { Description = "A list of row numbers to leave out, 1 for the first", HelpName = "FILE" };

    private readonly Option<string?> group = new("--group") { Description = "A column of the table whose equal values a split keeps together, such as the person", HelpName = "COLUMN" };
    private readonly Option<string?> classes = new("--classes") { Description = "Only the rows of these classes, a comma list", HelpName = "LIST" };
    private readonly Option<string?> subset = new("--subset") { Description = "Only the test part of this recipe's subset", HelpName = "RECIPE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(votes);
        command.Add(labels);
        command.Add(excluded);
        command.Add(group);
        command.Add(classes);
        command.Add(subset);
    }

    /// <summary>What <c>--data</c> names.</summary>
    public string Path(ParseResult parsed) => parsed.GetRequiredValue(data);

    /// <summary>Whether votes were given.</summary>
    public bool HasVotes(ParseResult parsed) => parsed.GetValue(votes) is not null;

    /// <summary>Reads the rows that are asked for.</summary>
    public Dataset Open(ParseResult parsed, Shell shell) => OpenWithin(parsed, shell).Rows;

    /// <summary>Reads the rows that are asked for, and all rows but those left out, in which a model's training rows are looked for.</summary>
    public (Dataset Rows, Dataset All) OpenWithin(ParseResult parsed, Shell shell)
    {
        var options = new DatasetReaderOptions
        {
            Votes = parsed.GetValue(votes),
            Labels = parsed.GetValue(labels),
            Group = parsed.GetValue(group),
            ExcludedRows = parsed.GetValue(excluded) is { } list ? RowList.Read(list) : null,
        };
        var all = DatasetReader.Open(parsed.GetRequiredValue(data), options, shell.Cancellation);
        var rows = all;
        if (parsed.GetValue(subset) is { } recipe)
        {
            var drawn = Recipe.Load(recipe).Subset ?? throw new UsageException($"--subset: {recipe} has no section 'subset'");
            rows = drawn.TestPart(all);
        }
        return (parsed.GetValue(classes) is { } names ? WithClasses(rows, names, shell) : rows, all);
    }

    private static Dataset WithClasses(Dataset rows, string names, Shell shell)
    {
        var kept = rows.WithClasses(names.Split(',', StringSplitOptions.TrimEntries));
        shell.Note(FormattableString.Invariant($"{rows.Count - kept.Count} of {rows.Count} rows are of other classes than {names} and left out"));
        return kept;
    }
}
