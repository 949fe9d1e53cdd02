namespace Mien.Compute;

/// <summary>
/// A few threads on which all kernels are compiled and run, with a queue in front. OpenMP keeps a team of native threads for each thread that calls
/// it; so that 64 callers do not make 64 teams, callers hand their work over and wait.
/// </summary>
public sealed class ComputeQueue : IDisposable
{
    [ThreadStatic]
    private static ComputeQueue? owner;

    [ThreadStatic]
    private static int number;

    private readonly object gate = new();
    private readonly Queue<ComputeWork> waiting = [];
    private readonly Thread[] workers;
    private bool isClosed;

    /// <summary>Starts the threads.</summary>
    /// <param name="workers">How many pieces of work run at once, at least 1.</param>
    /// <param name="threadsPerWorker">Threads inside one kernel, at least 1.</param>
    public ComputeQueue(int workers, int threadsPerWorker)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threadsPerWorker, 1);
        ThreadsPerWorker = threadsPerWorker;
        this.workers = [.. Enumerable.Range(0, workers).Select(Start)];
    }

    /// <summary>How many pieces of work run at once.</summary>
    public int Workers => workers.Length;

    /// <summary>Threads inside one kernel.</summary>
    public int ThreadsPerWorker { get; }

    /// <summary>Runs work on one of the threads and waits for it. Work that is on such a thread already runs at once.</summary>
    /// <param name="work">The work; it gets the worker's number, from 0.</param>
    /// <param name="cancellation">Given up while waiting in the queue; work that has begun is finished.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the work began.</exception>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public void Run(Action<int> work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        cancellation.ThrowIfCancellationRequested();
        if (owner == this)
        {
            work(number);
            return;
        }
        var item = new ActionWork(work);
        Enqueue(item);
        item.Wait(cancellation);
    }

    /// <summary>Lets the threads finish what is queued and ends them.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
        foreach (var worker in workers)
            worker.Join();
    }

    /// <summary>Puts work into the queue; the caller waits for it with <see cref="ComputeWork.Wait"/>. Where the caller is on a thread of the queue already it is done at once.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    internal void Enqueue(ComputeWork work)
    {
        work.Prepare();
        if (owner == this)
        {
            work.Perform(number);
            return;
        }
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            waiting.Enqueue(work);
            Monitor.Pulse(gate);
        }
    }

    private Thread Start(int index)
    {
        var thread = new Thread(() => Work(index)) { IsBackground = true, Name = $"mien compute {index}" };
        thread.Start();
        return thread;
    }

    private void Work(int index)
    {
        (owner, number) = (this, index);
        ThreadTeam.SetSize(ThreadsPerWorker);
        while (Take() is { } work)
            work.Perform(index);
    }

    private ComputeWork? Take()
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

    private sealed class ActionWork(Action<int> work) : ComputeWork
    {
        protected override void Execute(int worker) => work(worker);
    }
}
