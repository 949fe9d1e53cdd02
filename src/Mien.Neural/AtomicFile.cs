using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mien.Neural;

/// <summary>Files that are there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file under a temporary name beside its own, flushes it to the disk and renames it. What was there stays until then.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk is full or cannot be written; the temporary file is gone.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = TemporaryOf(path, Environment.ProcessId);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            if (Unwritten(path, fault) is { } told)
                throw told;
            throw;
        }
    }

    /// <summary>Writes a text in UTF-8 as <see cref="Write"/> does.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">All that it will hold.</param>
    /// <exception cref="IOException">The disk is full or cannot be written; the temporary file is gone.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>The temporary name of a file that a process writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="process">The process's number.</param>
    public static string TemporaryOf(string path, int process) => FormattableString.Invariant($"{path}.{process}.tmp");

    /// <summary>The temporary files of a file, whoever writes or wrote them.</summary>
    /// <param name="path">The file; its folder need not exist.</param>
    public static IReadOnlyList<string> TemporariesOf(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var start = Path.GetFileName(path) + ".";
        return [.. !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder).Where(name => Path.GetFileName(name) is var file
            && file.StartsWith(start, StringComparison.Ordinal) && file[start.Length..].Split('.').Length == 2 && ProcessOf(file) is not null)];
    }

    /// <summary>Whether a file is a temporary one whose process is no more, and that nobody else writes.</summary>
    /// <param name="path">A file.</param>
    public static bool IsAbandoned(string path) => OpenAbandoned(path, FileOptions.None);

    /// <summary>Deletes a temporary file of <see cref="Write"/> whose process is no more. Files of other names, and such as cannot be deleted, stay.</summary>
    /// <param name="path">A file.</param>
    public static void DeleteIfAbandoned(string path) => OpenAbandoned(path, FileOptions.DeleteOnClose);

    private static bool OpenAbandoned(string path, FileOptions options)
    {
        if (ProcessOf(path) is not { } process || IsRunning(process))
            return false;
        try
        {
            // Not while another writes it, be it this process or one of the same number elsewhere.
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, options).Dispose();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The process that a temporary file is named after; null for files of other names.</summary>
    private static int? ProcessOf(string path) =>
        Path.GetFileName(path).Split('.') is [_, .., var number, "tmp"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : null;

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return process != Environment.ProcessId;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The fault of a file that cannot be written, told by the file's own name; null for a fault of another kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What was thrown while a temporary file was written for it.</param>
    public static IOException? Unwritten(string path, Exception fault) =>
        Reason(fault) is { } reason ? new IOException($"{path} cannot be written: {reason}; what was there stays as it was.", fault) : null;

    /// <summary>Why a file cannot be written, without the temporary name; null for a fault of another kind.</summary>
    public static string? Reason(Exception fault) => fault switch
    {
        DirectoryNotFoundException => "its folder does not exist",
        FileNotFoundException => "no file can be made there",
        UnauthorizedAccessException => "there is no permission to write there",
        // The system's own words, which .NET follows with the name: "No space left on device : 'last.ckpt.1.tmp'".
        IOException => fault.Message.Split(" : '")[0].TrimEnd('.'),
        // How .NET tells of a file that has grown beyond what the file system or a limit of the user allows.
        ArgumentOutOfRangeException { ParamName: "value" } => "it has grown beyond the largest file that is allowed there",
        _ => null,
    };
}
