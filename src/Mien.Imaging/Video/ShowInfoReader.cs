namespace Mien.Imaging.Video;

/// <summary>
/// Collects the frames' records from the lines of two <c>showinfo</c> filters: <c>showinfo@out</c> sees each frame that is delivered;
/// <c>showinfo@in</c>, where it stands before a selection, sees all of them and so knows their numbers.
/// </summary>
internal sealed class ShowInfoReader
{
    private readonly object _gate = new();
    private readonly Queue<FrameRecord> _records = new();
    private readonly Queue<(long Number, long Stamp)> _decoded = new();
    private (int Numerator, int Denominator) _unit = (1, 1);
    private (long Number, long? Stamp, int Width, int Height)? _open;
    private bool _isFullRange;
    private YuvMatrix? _matrix;
    private bool _isComplete;

    /// <summary>Frames a second as ffmpeg expects them; 0 where unknown.</summary>
    public double FrameRate { get; private set; }

    /// <summary>Waits for the next frame's record.</summary>
    /// <returns>False where no more come.</returns>
    public bool TryTake(out FrameRecord record)
    {
        lock (_gate)
        {
            while (_records.Count == 0 && !_isComplete)
                Monitor.Wait(_gate);
            return _records.TryDequeue(out record);
        }
    }

    /// <summary>No more lines come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Line(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("[showinfo@out"u8))
            Delivered(line);
        else if (line.StartsWith("[showinfo@in"u8) && TryStamped(line, out var number, out var stamp) && stamp is { } known)
            _decoded.Enqueue((number, known));
    }

    private static bool TryStamped(ReadOnlySpan<byte> line, out long number, out long? stamp)
    {
        stamp = ShowInfoLine.TryNumber(line, "pts"u8, out var pts) ? pts : null;
        return ShowInfoLine.TryNumber(line, "n"u8, out number);
    }

    private void Delivered(ReadOnlySpan<byte> line)
    {
        if (TryStamped(line, out var number, out var stamp))
        {
            if (!ShowInfoLine.TryPair(line, "s"u8, (byte)'x', out var size))
                return;
            _isFullRange = ShowInfoLine.Field(line, "fmt"u8).StartsWith("yuvj"u8);
            _open = (number, stamp, size.First, size.Second);
        }
        else if (line.IndexOf("color_range:"u8) >= 0)
        {
            _isFullRange = ShowInfoLine.IsFullRange(line, _isFullRange);
            _matrix = ShowInfoLine.Matrix(line) ?? _matrix;
            Close();
        }
        else if (line.IndexOf("config in"u8) >= 0)
        {
            if (ShowInfoLine.TryPair(line, "time_base"u8, (byte)'/', out var unit))
                _unit = unit;
            if (ShowInfoLine.TryPair(line, "frame_rate"u8, (byte)'/', out var rate))
                FrameRate = (double)rate.First / rate.Second;
        }
    }

    private void Close()
    {
        if (_open is not { } frame)
            return;
        _open = null;
        var record = new FrameRecord(Number(frame.Number, frame.Stamp), Time(frame.Stamp), frame.Width, frame.Height, _isFullRange, _matrix);
        lock (_gate)
        {
            _records.Enqueue(record);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The frame's number before the selection: that of the decoded frame with the same time stamp.</summary>
    private long Number(long delivered, long? stamp)
    {
        while (stamp is not null && _decoded.TryDequeue(out var decoded))
        {
            if (decoded.Stamp == stamp)
                return decoded.Number;
        }

        return delivered;
    }

    private TimeSpan? Time(long? stamp) =>
        stamp is { } value ? new TimeSpan((long)((Int128)value * _unit.Numerator * TimeSpan.TicksPerSecond / _unit.Denominator)) : null;
}
