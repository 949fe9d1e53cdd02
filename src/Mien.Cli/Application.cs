using System.CommandLine;
using System.CommandLine.Help;
using Mien.Cli.Commands;
using Mien.Cli.Hosting;

namespace Mien.Cli;

/// <summary>The program <c>mien</c>: takes its arguments to a command and its faults to one line and an exit code.</summary>
internal sealed class Application(Shell shell)
{
    private static readonly CommandEntry[] Entries =
    [
        new("analyze", "Find the faces of pictures and tell their emotions", AnalyzeCommand.Create),
        new("live", "Watch a camera: faces and emotions in the terminal, a window or a pipe", LiveCommand.Create),
        new("train", "Train what a recipe describes, or continue where it was interrupted", TrainCommand.Create),
        new("sweep", "Train a recipe with several values of its keys, and rank them", SweepCommand.Create),
        new("evaluate", "Measure a model on pictures that it has not seen", EvaluateCommand.Create),
        new("compare", "Measure several models on the same pictures and tell which differences are real", CompareCommand.Create),
        new("data", "Inspect, convert and audit data sets; make composite portraits", DataCommand.Create),
        new("bench", "Measure how fast networks train and run on this machine", BenchCommand.Create),
        new("model", "Show what a network or model file is", ModelCommand.Create),
        new("demo", "Show the main job on built-in samples; nothing else is needed", DemoCommand.Create),
        new("doctor", "Show what was found on this machine, what is missing and how to install it", DoctorCommand.Create),
    ];

    /// <summary>Runs one command.</summary>
    /// <returns>0 all done, 1 some input failed, 2 wrong usage, 130 interrupted.</returns>
    public int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            var parsed = Root(arguments).Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (UsageFaults.Of(parsed) is { Count: > 0 } faults)
                return Refuse(faults);
            var streams = new InvocationConfiguration { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false };
            return parsed.Invoke(streams);
        }
#pragma warning disable CA1031 // The outermost place: whatever went wrong becomes a line and an exit code.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Fault.Report(fault, shell);
        }
        finally
        {
            Flush(shell.Out);
            Flush(shell.Error);
        }
    }

    private static void Flush(TextWriter writer)
    {
        try
        {
            writer.Flush();
        }
        catch (IOException)
        {
            // Nobody reads it any more.
        }
    }

    /// <summary>The command line, with only the command that is about to run built whole: start-up time is every command's.</summary>
    private Command Root(IReadOnlyList<string> arguments)
    {
        var named = arguments.FirstOrDefault(argument => !argument.StartsWith('-'));
        var root = new Command("mien", "Mien reads emotions from faces.");
        var help = new HelpOption("--help", "-h");
        help.Action = new ExampleHelp((HelpAction)help.Action!, named is null ? ["mien demo", "mien analyze photo.jpg", "mien doctor", "mien bench train --net small --seconds 5"] : []);
        root.Add(help);
        root.Add(new VersionOption { Action = new VersionLine() });
        foreach (var entry in Entries)
            root.Add(entry.Name == named ? entry.Create(shell, entry) : new Command(entry.Name, entry.Description));
        return root;
    }

    private int Refuse(IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            shell.Note(fault);
        return ExitCode.Usage;
    }
}
