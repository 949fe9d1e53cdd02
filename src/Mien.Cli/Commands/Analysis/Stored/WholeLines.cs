using Microsoft.Win32.SafeHandles;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>Reads the lines of a file that have an end; what a program that was killed left of a last one is no line.</summary>
internal static class WholeLines
{
    private const int FirstBuffer = 1 << 16;
    private const int LongestLine = 1 << 26;

    /// <summary>The lines in order, each valid until the next is asked for.</summary>
    /// <param name="file">The file; others may write behind what is read.</param>
    /// <returns>A line without its end, and the place in the file behind that end.</returns>
    /// <exception cref="InvalidDataException">A line is longer than 64 MiB.</exception>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, long End)> Of(SafeFileHandle file)
    {
        var (buffer, held, place) = (new byte[FirstBuffer], 0, 0L);
        for (int count; (count = RandomAccess.Read(file, buffer.AsSpan(held), place + held)) > 0;)
        {
            held += count;
            var used = 0;
            while (buffer.AsSpan(used, held - used).IndexOf((byte)'\n') is >= 0 and var end)
            {
                var line = buffer.AsMemory(used, end);
                used += end + 1;
                yield return (line, place + used);
            }
            buffer.AsSpan(used, held - used).CopyTo(buffer);
            (held, place) = (held - used, place + used);
            if (held == LongestLine)
                throw new InvalidDataException("a line is longer than 64 MiB");
            if (held == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }
}
