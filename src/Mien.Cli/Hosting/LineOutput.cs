using System.CommandLine;
using System.Text;
using Mien.Neural;

namespace Mien.Cli.Hosting;

/// <summary>
/// Lines as they come, to standard output or to a file. The file appears under its name at the end, with all lines that were written: also when the command
/// was interrupted or the disk is full, so that nothing done is lost. A file that is continued keeps its name all the time.
/// </summary>
internal sealed class LineOutput : IDisposable
{
    private const string StandardOutput = "-";

    // Linux's own limit.
    private const int MostProcesses = 1 << 22;
    private readonly Shell shell;
    private readonly string? path;
    private readonly string? temporary;
    private readonly FileStream? file;
    private bool isBegun;

    private LineOutput(string target, Shell shell)
    {
        this.shell = shell;
        if (target == StandardOutput)
            return;
        foreach (var left in AtomicFile.TemporariesOf(target).Where(AtomicFile.IsAbandoned))
            shell.Note($"{left} holds the lines of a run that was killed; give it another name to keep them, or delete it");
        if (Directory.Exists(target))
            throw new IOException($"{target} is a folder; name a file");
        (path, temporary) = (target, FreeTemporary(target));
        try
        {
            // Unbuffered: what is written is known line by line.
            file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (Exception fault) when (AtomicFile.Unwritten(target, fault) is { } told)
        {
            throw told;
        }
    }

    /// <summary>A temporary name: of a number that no process has, where an earlier process of our own number left lines.</summary>
    private static string FreeTemporary(string target)
    {
        for (var number = Environment.ProcessId; ; number += MostProcesses)
        {
            var name = AtomicFile.TemporaryOf(target, number);
            if (!File.Exists(name))
                return name;
            if (!AtomicFile.IsAbandoned(name))
                throw new IOException($"{target} is being written already; name another file");
        }
    }

    private LineOutput(string path, FileStream file, Shell shell) => (this.path, this.file, this.shell, isBegun) = (path, file, shell, true);

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

    /// <summary>Goes on writing a file behind its whole lines.</summary>
    /// <param name="path">The file's name.</param>
    /// <param name="file">The file, open for writing without a buffer; it is closed with the output.</param>
    /// <param name="length">The length of the lines that stay.</param>
    /// <param name="shell">Whose standard output it does not use.</param>
    public static LineOutput Continue(string path, FileStream file, long length, Shell shell)
    {
        file.SetLength(length);
        file.Position = length;
        return new LineOutput(path, file, shell);
    }

    /// <summary>Says that no lines are a result too: from now on the file takes its name at the end, as it does once a line was written.</summary>
    public void Begin() => isBegun = true;

    /// <summary>Writes a line.</summary>
    /// <exception cref="IOException">The disk is full or the reader is gone.</exception>
    public void Write(string line)
    {
        if (file is null)
        {
            try
            {
                shell.Out.Write(line + "\n");
                shell.Out.Flush();
            }
            catch (IOException fault)
            {
                throw new IOException("nobody reads standard output any more", fault);
            }
            return;
        }
        var whole = file.Position;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            isBegun = true;
        }
        catch (Exception fault) when (AtomicFile.Unwritten(path!, fault) is not null)
        {
            file.SetLength(whole);
            isBegun = whole > 0;
            var kept = isBegun ? "it holds what was done until then" : "what was there stays as it was";
            throw new IOException($"{path} cannot be written any further: {AtomicFile.Reason(fault)}; {kept}.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (file is null)
            return;
        if (!isBegun && temporary is not null)
        {
            file.Dispose();
            File.Delete(temporary);
            return;
        }
        try
        {
            file.Flush(flushToDisk: true);
            file.Dispose();
            if (temporary is not null)
                File.Move(temporary, path!, overwrite: true);
        }
        catch (Exception fault) when (AtomicFile.Reason(fault) is { } reason)
        {
            file.Dispose();
            throw new IOException($"{path} cannot be completed: {reason}; what was done is in {temporary ?? path}.", fault);
        }
    }
}
