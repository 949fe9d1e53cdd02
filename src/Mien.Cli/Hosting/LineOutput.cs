using System.CommandLine;
using System.Text;
using Mien.Neural;

namespace Mien.Cli.Hosting;

/// <summary>
/// Lines as they come, to standard output or to a file. The file appears under its name at the end, with all lines that were written: also when the command
/// was interrupted or the disk is full, so that nothing done is lost.
/// </summary>
internal sealed class LineOutput : IDisposable
{
    private const string StandardOutput = "-";
    private readonly Shell shell;
    private readonly string? path;
    private readonly string? temporary;
    private readonly FileStream? file;
    private bool isEmpty;

    private LineOutput(string target, Shell shell)
    {
        this.shell = shell;
        if (target == StandardOutput)
            return;
        (path, temporary) = (target, $"{target}.{Environment.ProcessId}.tmp");
        try
        {
            // Unbuffered: what is written is known line by line.
            file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (Exception fault) when (AtomicFile.Unwritten(target, fault) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Whether it goes to standard output.</summary>
    public bool IsStandardOutput => file is null;

    /// <summary>An option of <c>[FILE|-]</c>. A file must have the ending, so that a picture's path behind the bare option is never written over.</summary>
    public static Option<string?> Option(string name, string description, params string[] endings) => new(name)
    {
        Description = description,
        HelpName = "FILE|-",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? StandardOutput : result.Tokens[0].Value;
            if (text == StandardOutput || endings.Contains(Path.GetExtension(text)))
                return text;
            result.AddError($"{name} writes to '-' or to a file named *{string.Join(" or *", endings)}, not to '{text}'");
            return null;
        },
    };

    /// <summary>Opens what was asked for; null where nothing was.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static LineOutput? Open(ParseResult parsed, Option<string?> option, Shell shell) =>
        parsed.GetResult(option) is null ? null : new LineOutput(parsed.GetValue(option) ?? StandardOutput, shell);

    /// <summary>Writes a line.</summary>
    /// <exception cref="IOException">The disk is full or the reader is gone.</exception>
    public void Write(string line)
    {
        if (file is null)
        {
            shell.Out.Write(line + "\n");
            shell.Out.Flush();
            return;
        }
        var whole = file.Position;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception fault) when (AtomicFile.Unwritten(path!, fault) is not null)
        {
            file.SetLength(whole);
            isEmpty = whole == 0;
            var kept = isEmpty ? "what was there stays as it was" : "it holds what was done until then";
            throw new IOException($"{path} cannot be written any further: {AtomicFile.Reason(fault)}; {kept}.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (file is null)
            return;
        try
        {
            file.Flush(flushToDisk: true);
            file.Dispose();
            if (!isEmpty)
                File.Move(temporary!, path!, overwrite: true);
        }
        finally
        {
            File.Delete(temporary!);
        }
    }
}
