using System.Text;

namespace Mien.Imaging.Video;

/// <summary>
/// Reads ffmpeg's standard error: the frames' time stamps, in order, and its complaints. Lines carry their level (<c>-loglevel level+…</c>).
/// Frames allocate nothing; of the complaints only the last few are kept.
/// </summary>
internal sealed class FfmpegLog
{
    private const int KeptComplaints = 8;
    private const int LongestLine = 8192;

    // Addresses with a signature are long.
    private const int LongestComplaint = 4096;

    // Said after the cause, about its consequence.
    private static readonly string[] Empty =
        ["Conversion failed", "Error opening input", "Error opening output", "Stream map", "Error writing trailer", "Error closing file", "Task finished", "Terminating thread", "(Did you set the DISPLAY"];

    private readonly Lock _gate = new();
    private readonly Queue<string> _complaints = new();
    private readonly ShowInfoReader _frames = new();
    private long _skipped;
    private long _damaged;

    /// <summary>Packets that no frame came out of.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Frames that were repaired by guessing.</summary>
    public long Damaged => Interlocked.Read(ref _damaged);

    /// <summary>Whether the file was seen to end in the middle.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>What was said of the frames.</summary>
    public ShowInfoReader Frames => _frames;

    /// <summary>The last complaint that says something, without ffmpeg's prefixes; null where there was none.</summary>
    public string? Complaint
    {
        get
        {
            lock (_gate)
            {
                return _complaints.LastOrDefault(line => !Array.Exists(Empty, start => line.StartsWith(start, StringComparison.Ordinal)))
                    ?? _complaints.LastOrDefault();
            }
        }
    }

    /// <summary>Whether any complaint that was kept contains these words.</summary>
    public bool Says(string words)
    {
        lock (_gate)
            return _complaints.Any(line => line.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Whether any complaint that was kept is about reading an input: it begins with its name, or since ffmpeg 6.1 with what went wrong.</summary>
    public bool SaysOf(string input)
    {
        lock (_gate)
            return _complaints.Any(line => line.StartsWith(input + ": ", StringComparison.Ordinal) || line.StartsWith("Error during demuxing", StringComparison.Ordinal));
    }

    /// <summary>Reads to the end; nothing that the stream holds makes it throw.</summary>
    public void ReadAll(Stream stream)
    {
        var buffer = new byte[LongestLine];
        var held = 0;
        try
        {
            for (int count; (count = stream.Read(buffer, held, buffer.Length - held)) > 0;)
            {
                held += count;
                var used = Lines(buffer.AsSpan(0, held));

                // What does not fit is read as lines of its own.
                if (used == 0 && held == buffer.Length)
                {
                    Line(buffer);
                    used = held;
                }

                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was killed; what it said until then counts.
        }

        if (held > 0)
            Line(buffer.AsSpan(0, held));
        _frames.Complete();
    }

    private int Lines(ReadOnlySpan<byte> text)
    {
        var used = 0;
        while (text[used..].IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
        {
            Line(text.Slice(used, end));
            used += end + 1;
        }

        return used;
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("[warning] "u8) >= 0 && line.IndexOf("corrupt decoded frame"u8) >= 0)
            Interlocked.Increment(ref _damaged);
        ComplainAfter("[error] "u8, line);
        ComplainAfter("[fatal] "u8, line);
        _frames.Line(line);
    }

    private void ComplainAfter(ReadOnlySpan<byte> level, ReadOnlySpan<byte> line)
    {
        if (line.IndexOf(level) is >= 0 and var at)
            Complain(line[(at + level.Length)..]);
    }

    private void Complain(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("Error while decoding stream"u8) || text.StartsWith("Error submitting packet to decoder"u8))
        {
            Interlocked.Increment(ref _skipped);
            return;
        }

        IsTruncated |= text.EndsWith("partial file"u8) || text.StartsWith("File ended prematurely"u8);
        lock (_gate)
        {
            if (_complaints.Count == KeptComplaints)
                _complaints.Dequeue();
            _complaints.Enqueue(new string([.. Encoding.UTF8.GetString(text).Where(sign => !char.IsControl(sign)).Take(LongestComplaint)]).Trim());
        }
    }
}
