using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Mien.Compute;

/// <summary>
/// A few threads on which all kernels are compiled and run, with a queue in front. OpenMP keeps a team of native threads for each thread that calls
/// it; so that 64 callers do not make 64 teams, callers hand their work over and wait.
/// </summary>
public sealed class ComputeQueue : IDisposable
{
    private readonly BlockingCollection<WorkItem> items = [];
    private readonly Thread[] workers;

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

    /// <summary>The number of the worker that the calling code runs on, from 0; −1 on any other thread.</summary>
    internal static int CurrentWorker => current - 1;

    [ThreadStatic]
    private static int current;

    /// <summary>Runs work on one of the threads and waits for it. Work that is on such a thread already runs at once.</summary>
    /// <param name="work">The work; it gets the worker's number, from 0.</param>
    /// <param name="cancellation">Given up while waiting in the queue; work that has begun is finished.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the work began.</exception>
    public void Run(Action<int> work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (current != 0)
        {
            work(current - 1);
            return;
        }
        using var item = new WorkItem(work, cancellation);
        items.Add(item, cancellation);
        item.Wait();
    }

    /// <summary>Lets the threads finish what is queued and ends them.</summary>
    public void Dispose()
    {
        items.CompleteAdding();
        foreach (var worker in workers)
            worker.Join();
        items.Dispose();
    }

    private Thread Start(int number)
    {
        var thread = new Thread(() => Work(number)) { IsBackground = true, Name = $"mien compute {number}" };
        thread.Start();
        return thread;
    }

    private void Work(int number)
    {
        current = number + 1;
        ThreadTeam.SetSize(ThreadsPerWorker);
        foreach (var item in items.GetConsumingEnumerable())
            item.Execute(number);
    }

    private sealed class WorkItem(Action<int> work, CancellationToken cancellation) : IDisposable
    {
        private readonly ManualResetEventSlim done = new(false, spinCount: 0);
        private ExceptionDispatchInfo? failure;

        public void Execute(int worker)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                work(worker);
            }
#pragma warning disable CA1031 // Whatever the work throws belongs to the caller, who gets it in Wait.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
            done.Set();
        }

        public void Wait()
        {
            done.Wait();
            failure?.Throw();
        }

        public void Dispose() => done.Dispose();
    }
}
