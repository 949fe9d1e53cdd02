using System.Text;
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
    private readonly Lazy<IAnsiConsole> console;
    private readonly Func<CancellationToken> cancellation;

    /// <summary>Makes a shell of given parts; tests give their own.</summary>
    public Shell(TextWriter output, TextWriter error, Func<CancellationToken>? cancellation = null)
    {
        (Out, Error) = (output, error);
        this.cancellation = cancellation ?? (() => CancellationToken.None);
        console = new Lazy<IAnsiConsole>(OpenConsole);
    }

    /// <summary>Standard output, in UTF-8.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error, in UTF-8.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether people see standard output as it is written.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether people see standard error as it is written: progress is for them.</summary>
    public bool ErrorIsTerminal { get; init; }

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
            new StreamWriter(Console.OpenStandardOutput(), utf8),
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            () => interrupt.Token)
        {
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    /// <summary>Says one line to the user.</summary>
    public void Note(string line) => Error.WriteLine($"mien: {line}");

    /// <summary>Shows a result to people.</summary>
    public void Show(IRenderable result) => console.Value.Write(result);

    /// <summary>Shows a line of a result to people.</summary>
    public void Show(string line) => (OutIsTerminal ? Out : Error).WriteLine(line);

    private IAnsiConsole OpenConsole()
    {
        var terminal = OutIsTerminal || ErrorIsTerminal;
        var colours = terminal && string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";
        var opened = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new ConsoleOutput(OutIsTerminal ? Out : Error, terminal ? Console.WindowWidth : WidthWithoutTerminal),
        });
        opened.Profile.Capabilities.Unicode = true;
        return opened;
    }

    private sealed class ConsoleOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => Math.Max(40, width);

        public int Height => 25;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
