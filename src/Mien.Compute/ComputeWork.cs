using System.Runtime.ExceptionServices;

namespace Mien.Compute;

/// <summary>Something a <see cref="ComputeQueue"/> does. It can be queued again once it was waited for, so that frequent work allocates nothing.</summary>
internal abstract class ComputeWork
{
    private readonly object gate = new();
    private State state;
    private ExceptionDispatchInfo? failure;

    private enum State
    {
        Idle,
        Queued,
        Running,
        Done,
        Abandoned,
    }

    /// <summary>Whether it was given up in the queue, where it may still stand: it cannot be queued again.</summary>
    public bool IsAbandoned => state == State.Abandoned;

    /// <summary>Makes it ready for the queue.</summary>
    internal void Prepare() => (state, failure) = (State.Queued, null);

    /// <summary>Does it on the calling thread, unless it was given up.</summary>
    /// <param name="worker">The worker's number.</param>
    internal void Perform(int worker)
    {
        lock (gate)
        {
            if (state != State.Queued)
                return;
            state = State.Running;
        }
        try
        {
            Execute(worker);
        }
#pragma warning disable CA1031 // Whatever the work throws belongs to the caller, who gets it in Wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }
        lock (gate)
        {
            state = State.Done;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until it is done; while it stands in the queue it can be given up.</summary>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    internal void Wait(CancellationToken cancellation)
    {
        Settle(cancellation);
        if (state == State.Abandoned)
            throw new OperationCanceledException(cancellation);
        failure?.Throw();
    }

    /// <summary>As <see cref="Wait"/>, without telling how it ended.</summary>
    internal void Settle(CancellationToken cancellation)
    {
        using var registration = cancellation.UnsafeRegister(static work => ((ComputeWork)work!).Wake(), this);
        lock (gate)
        {
            while (state is State.Queued or State.Running)
            {
                if (state == State.Queued && cancellation.IsCancellationRequested)
                    state = State.Abandoned;
                else
                    Monitor.Wait(gate);
            }
        }
    }

    /// <summary>The work itself.</summary>
    /// <param name="worker">The worker's number, from 0.</param>
    protected abstract void Execute(int worker);

    private void Wake()
    {
        lock (gate)
            Monitor.PulseAll(gate);
    }
}
