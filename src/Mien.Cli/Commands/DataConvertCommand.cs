using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Data;

namespace Mien.Cli.Commands;

/// <summary><c>mien data convert</c>: the same data in another form.</summary>
internal static class DataConvertCommand
{
    public static Command Create(Shell shell)
    {
        var data = new DataOptions();
        var output = new Option<string>("--out") { Description = "A file .csv or .csv.gz, or a folder", HelpName = "PATH", Required = true };
        var form = OptionKinds.Choice("--form", "For a folder: a sub-folder a class, or pictures with labels.csv", "folders", "folders", "labels");
        var size = OptionKinds.Whole("--size", "The side that pictures of a folder are resized to; 0 leaves them", 0, 0, 4096);
        var split = new Option<string>("--split") { Description = "A comma list of training, public, private; or all", HelpName = "LIST", DefaultValueFactory = _ => "all" };
        var command = new ExampleCommand(
            "convert",
            "Write data in another form: a FER2013-style table, a folder a class, or a folder with a table of labels",
            "mien data convert --data fer2013.csv.gz --out faces",
            "mien data convert --data photos --labels labels.csv --out photos.csv.gz") { output, form, size, split };
        data.AddTo(command);
        command.SetAction(parsed =>
        {
            var rows = data.Open(parsed, shell).Select(Splits(parsed.GetRequiredValue(split)));
            var (path, side) = (parsed.GetRequiredValue(output), parsed.GetValue(size) is > 0 and var given ? given : (int?)null);
            if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
                DatasetWriter.WriteTable(rows, path, shell.Cancellation);
            else if (parsed.GetValue(form) == "labels")
                DatasetWriter.WriteLabelled(rows, path, side, shell.Cancellation);
            else
                DatasetWriter.WriteFolders(rows, path, side, shell.Cancellation);
            shell.Show(FormattableString.Invariant($"{rows.Count} rows written to {path}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static SplitSelection Splits(string text)
    {
        try
        {
            return SplitSelection.Parse(text);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--split: {fault.Message.Split(" (Parameter")[0]}");
        }
    }
}
