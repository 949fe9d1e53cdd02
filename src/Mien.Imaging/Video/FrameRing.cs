namespace Mien.Imaging.Video;

/// <summary>A few frames between the thread that fills them and the one that uses them; the buffers go round.</summary>
internal sealed class FrameRing
{
    private readonly object _gate = new();
    private readonly Queue<VideoFrame> _free = new();
    private readonly Queue<VideoFrame> _filled = new();
    private readonly bool _dropsLate;
    private bool _isComplete;
    private bool _isStopped;
    private long _dropped;

    public FrameRing(int frames, bool dropsLate)
    {
        _dropsLate = dropsLate;
        for (var i = 0; i < frames; i++)
            _free.Enqueue(new VideoFrame());
    }

    /// <summary>Frames that made way for newer ones.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>A frame to fill; waits for one.</summary>
    /// <returns>Null where the reader wants no more.</returns>
    public VideoFrame? Rent()
    {
        lock (_gate)
        {
            while (!_isStopped)
            {
                if (_free.TryDequeue(out var frame))
                    return frame;
                if (_dropsLate && _filled.TryDequeue(out frame))
                {
                    _dropped++;
                    return frame;
                }

                Monitor.Wait(_gate);
            }

            return null;
        }
    }

    public void Publish(VideoFrame frame)
    {
        lock (_gate)
        {
            _filled.Enqueue(frame);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Exchanges the oldest filled frame for the given one; waits for it.</summary>
    /// <returns>False where no more come.</returns>
    public bool TryTake(VideoFrame frame)
    {
        lock (_gate)
        {
            while (!_isStopped)
            {
                if (_filled.TryDequeue(out var filled))
                {
                    frame.Exchange(filled);
                    _free.Enqueue(filled);
                    Monitor.PulseAll(_gate);
                    return true;
                }

                if (_isComplete)
                    return false;
                Monitor.Wait(_gate);
            }

            return false;
        }
    }

    /// <summary>No more frames are filled.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nobody reads or fills any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }
}
