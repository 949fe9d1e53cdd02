using System.Runtime.ExceptionServices;

namespace Mien.Emotions.Analysis;

/// <summary>Prepares pictures ahead on threads of its own and gives them in order; how far ahead is bounded, and with it memory.</summary>
internal sealed class PictureQueue : IDisposable
{
    private readonly object gate = new();
    private readonly Queue<Slot> waiting = new();
    private readonly Queue<Slot> inOrder = new();
    private readonly IEnumerator<string> sources;
    private readonly Func<string, PreparedPicture> prepare;
    private readonly Thread[] threads;
    private readonly int ahead;
    private bool isExhausted;
    private bool isClosed;

    public PictureQueue(IEnumerable<string> sources, Func<string, PreparedPicture> prepare, int threads, int ahead)
    {
        (this.prepare, this.ahead) = (prepare, ahead);
        this.sources = sources.GetEnumerator();
        this.threads = [.. Enumerable.Range(0, threads).Select(Start)];
    }

    /// <summary>Whether all pictures were given.</summary>
    public bool IsEmpty => isExhausted && inOrder.Count == 0;

    /// <summary>Takes the next picture.</summary>
    /// <param name="wait">Whether to wait until it is ready.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The picture; null where none is left, or none is ready.</returns>
    public PreparedPicture? Take(bool wait, CancellationToken cancellation)
    {
        Fill();
        if (!inOrder.TryPeek(out var slot))
            return null;
        using var registration = cancellation.UnsafeRegister(static queue => ((PictureQueue)queue!).Wake(), this);
        lock (gate)
        {
            while (wait && !slot.IsDone && !cancellation.IsCancellationRequested)
                Monitor.Wait(gate);
        }
        cancellation.ThrowIfCancellationRequested();
        if (!slot.IsDone)
            return null;
        inOrder.Dequeue();
        slot.Failure?.Throw();
        return slot.Picture;
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            waiting.Clear();
            Monitor.PulseAll(gate);
        }
        foreach (var thread in threads)
            thread.Join();
        sources.Dispose();
    }

    private void Fill()
    {
        while (!isExhausted && inOrder.Count < ahead)
        {
            if (!sources.MoveNext())
            {
                isExhausted = true;
                return;
            }
            var slot = new Slot(sources.Current);
            inOrder.Enqueue(slot);
            lock (gate)
            {
                waiting.Enqueue(slot);
                Monitor.PulseAll(gate);
            }
        }
    }

    private Thread Start(int index)
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"mien pictures {index}" };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        while (Next() is { } slot)
        {
            try
            {
                slot.Picture = prepare(slot.Source);
            }
#pragma warning disable CA1031 // What is no fault of the picture belongs to who takes it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                slot.Failure = ExceptionDispatchInfo.Capture(fault);
            }
            lock (gate)
            {
                slot.IsDone = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    private Slot? Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (isClosed)
                    return null;
                Monitor.Wait(gate);
            }
            return waiting.Dequeue();
        }
    }

    private void Wake()
    {
        lock (gate)
            Monitor.PulseAll(gate);
    }

    private sealed class Slot(string source)
    {
        public string Source => source;

        public volatile bool IsDone;

        public PreparedPicture? Picture { get; set; }

        public ExceptionDispatchInfo? Failure { get; set; }
    }
}
