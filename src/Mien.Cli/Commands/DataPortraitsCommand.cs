using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Learning.Portraits;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien data portraits</c>: makes the composite portraits of <c>samples/</c>.</summary>
internal static class DataPortraitsCommand
{
    public static Command Create(Shell shell)
    {
        var data = new DataOptions();
        var folder = new Option<string>("--out") { Description = "The folder to write to; files of the same name are replaced", HelpName = "DIR", Required = true };
        var command = new ExampleCommand(
            "portraits",
            "Make composite portraits of the eight emotions: aligned means of many training faces, a sheet and a clip",
            "mien data portraits --data fer2013.csv.gz --votes fer2013new.csv --out samples");
        data.AddTo(command);
        command.Add(folder);
        command.SetAction(parsed =>
        {
            var table = data.Open(parsed, shell);
            shell.Note("aligning and averaging faces");
            var portraits = PortraitMaker.Make(table, cancellation: shell.Cancellation);
            var written = PortraitFolder.Write(parsed.GetRequiredValue(folder), portraits, shell.Cancellation);
            Report(portraits, written, shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Report(IReadOnlyList<Portrait> portraits, IReadOnlyList<string> written, Shell shell)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("emotion").AddColumn(new TableColumn("faces averaged").RightAligned())
            .AddColumn(new TableColumn("fewest votes of ten").RightAligned());
        foreach (var portrait in portraits)
            table.AddRow(EmotionNames.NameOf(portrait.Emotion), FormattableString.Invariant($"{portrait.Faces}"), FormattableString.Invariant($"{portrait.Votes}"));
        shell.Show(table);
        foreach (var path in written)
            shell.Show(path);
    }
}
