using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Data;

namespace Mien.Cli.Commands;

/// <summary>The options that name data: <c>--data</c>, <c>--votes</c>, <c>--labels</c>, <c>--exclude-rows</c>.</summary>
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

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(votes);
        command.Add(labels);
        command.Add(excluded);
    }

    /// <summary>Whether votes were given.</summary>
    public bool HasVotes(ParseResult parsed) => parsed.GetValue(votes) is not null;

    /// <summary>Reads all rows but those left out.</summary>
    public Dataset Open(ParseResult parsed, Shell shell) => DatasetReader.Open(
        parsed.GetRequiredValue(data),
        new DatasetReaderOptions
        {
            Votes = parsed.GetValue(votes),
            Labels = parsed.GetValue(labels),
            ExcludedRows = parsed.GetValue(excluded) is { } list ? RowList.Read(list) : null,
        },
        shell.Cancellation);
}
