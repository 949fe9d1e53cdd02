using System.IO.Pipes;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mien.Cli.Hosting;

/// <summary>
/// What a command has of the world: streams, clock, environment, cancellation. Standard output carries what other programs read; what people read goes to
/// the terminal, and to standard error where standard output is none.
/// </summary>
internal sealed class Shell
{
    private const int WidthWithoutTerminal = 110;
    private const int HeightWithoutTerminal = 25;
    private readonly Lazy<IAnsiConsole> console;
    private readonly Func<CancellationToken> cancellation;
    private IAnsiConsole? live;

    /// <summary>Makes a shell of given parts; tests give their own.</summary>
    public Shell(TextWriter output, TextWriter error, Func<CancellationToken>? cancellation = null)
    {
        (Out, Error) = (output, error);
        this.cancellation = cancellation ?? (() => CancellationToken.None);
        console = new Lazy<IAnsiConsole>(() => OpenConsole(OutIsTerminal ? Out : Error, OutIsTerminal || ErrorIsTerminal, moves: false));
    }

    /// <summary>Standard output, in UTF-8.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error, in UTF-8.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether people see standard output as it is written.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether people see standard error as it is written: progress is for them.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Waits for a key that is pressed in the terminal and gives its character; null where keys do not come from one.</summary>
    public Func<char>? ReadKey { get; init; }

    /// <summary>Columns and rows of the terminal, as they are now.</summary>
    public Func<(int Columns, int Rows)> TerminalSize { get; init; } = () => (WidthWithoutTerminal, HeightWithoutTerminal);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Cancelled when the user wants the command to end.</summary>
    public CancellationToken Cancellation => cancellation();

    /// <summary>The shell of this process.</summary>
    public static Shell OfProcess(Interrupt interrupt)
    {
        var utf8 = new UTF8Encoding(false);
        return new Shell(
            new StreamWriter(OpenStandardOutput(), utf8),
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            () => interrupt.Token)
        {
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            ReadKey = Console.IsInputRedirected ? null : () => Console.ReadKey(intercept: true).KeyChar,
            TerminalSize = () => (Console.WindowWidth, Console.WindowHeight),
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    /// <summary>Standard output. The console's own stream says nothing where a pipe has no reader any more: a camera would be read for nobody.</summary>
    private static Stream OpenStandardOutput() => OperatingSystem.IsLinux() && new FileInfo("/proc/self/fd/1").LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true
        ? new AnonymousPipeClientStream(PipeDirection.Out, new SafePipeHandle(1, ownsHandle: false))
        : Console.OpenStandardOutput();

    /// <summary>Whether a bar is shown.</summary>
    public bool IsLive => live is not null;

    /// <summary>Says one line to the user, under the program's name.</summary>
    public void Note(string line) => Say($"mien: {line}");

    /// <summary>Says one line to the user on standard error, above a bar where one is shown.</summary>
    public void Say(string line)
    {
        if (live is null)
            Error.WriteLine(line);
        else
            live.WriteLine(line);
    }

    /// <summary>Does long work on the calling thread, with a bar on standard error where people see it.</summary>
    /// <param name="work">Gets what moves the bar; without one that does nothing.</param>
    /// <param name="isShown">False where standard output shows lines of its own at the same place.</param>
    public void RunLive(Action<ProgressReport> work, bool isShown = true)
    {
        if (!ErrorIsTerminal || !isShown || Variable("TERM") == "dumb" || IsLive)
        {
            work((_, _) => { });
            return;
        }
        live = OpenConsole(Error, isTerminal: true, moves: true);
        try
        {
            LiveBar.Run(live, work);
        }
        finally
        {
            live = null;
        }
    }

    /// <summary>Shows a result to people.</summary>
    public void Show(IRenderable result) => console.Value.Write(result);

    /// <summary>Shows a line of a result to people.</summary>
    public void Show(string line) => (OutIsTerminal ? Out : Error).WriteLine(line);

    /// <param name="writer">Where it writes.</param>
    /// <param name="isTerminal">Whether people see that as it is written.</param>
    /// <param name="moves">Whether something moves there, which needs control sequences even without colours.</param>
    private IAnsiConsole OpenConsole(TextWriter writer, bool isTerminal, bool moves)
    {
        var colours = isTerminal && string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";
        var opened = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours || moves ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = moves ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new ConsoleOutput(writer, isTerminal ? Console.WindowWidth : WidthWithoutTerminal),
        });
        opened.Profile.Capabilities.Unicode = true;
        return opened;
    }

    private sealed class ConsoleOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => Math.Max(40, width);

        public int Height => HeightWithoutTerminal;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
