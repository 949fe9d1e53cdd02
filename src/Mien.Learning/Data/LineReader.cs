namespace Mien.Learning.Data;

/// <summary>
/// Lines of bytes out of a stream, through one buffer: nothing is allocated a line. Knows LF and CRLF, skips a UTF-8 byte order mark
/// and holds a limit on the length of a line.
/// </summary>
internal sealed class LineReader(Stream stream, string file, int maxLength = LineReader.DefaultMaxLength)
{
    /// <summary>Far above a FER2013 row (about 9 KB), far below what would hurt.</summary>
    public const int DefaultMaxLength = 1 << 20;

    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The next line without its end; it is valid until the next call.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="DataFormatException">A line is longer than the limit, or the stream is broken.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0 || _ended)
                return Cut(length < 0 ? -1 : length + searched, out line);
            searched = _end - _start;
            if (searched > maxLength)
                throw TooLong();
            Fill();
        }
    }

    private bool Cut(int length, out ReadOnlySpan<byte> line)
    {
        var last = length < 0;
        if (last)
            length = _end - _start;
        line = _buffer.AsSpan(_start, length);
        if (last && length == 0)
            return false;
        _start += last ? length : length + 1;
        if (++Line == 1 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        return line.Length <= maxLength ? true : throw TooLong(0);
    }

    private DataFormatException TooLong(int ahead = 1) =>
        new(file, Line + ahead, null, FormattableString.Invariant($"the line is longer than {maxLength} bytes; is this the right file?"));

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        try
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new DataFormatException(file, Line + 1, null, "the compressed file is broken from here on; fetch it again.", fault);
        }
    }
}
