namespace Mien.Learning.Data;

/// <summary>A data file that cannot be read as it stands; the message is one sentence that names the file, the line and the column.</summary>
public sealed class DataFormatException : Exception
{
    /// <summary>A fault at a place in a file.</summary>
    /// <param name="file">The path, as the user gave it.</param>
    /// <param name="line">The line, from 1; 0 where the fault is of the whole file.</param>
    /// <param name="column">The column's name, or null.</param>
    /// <param name="fault">What is wrong and what to do.</param>
    /// <param name="inner">The cause, where another library found it.</param>
    public DataFormatException(string file, long line, string? column, string fault, Exception? inner = null)
        : base(Sentence(file, line, column, fault), inner)
    {
        (File, Line, Column) = (file, line, column);
    }

    /// <summary>The path, as the user gave it.</summary>
    public string File { get; }

    /// <summary>The line, from 1; 0 where the fault is of the whole file.</summary>
    public long Line { get; }

    /// <summary>The column's name, or null.</summary>
    public string? Column { get; }

    private static string Sentence(string file, long line, string? column, string fault) =>
        FormattableString.Invariant($"{file}{(line > 0 ? FormattableString.Invariant($", line {line}") : "")}{(column is null ? "" : $", column '{column}'")}: {fault}");
}
