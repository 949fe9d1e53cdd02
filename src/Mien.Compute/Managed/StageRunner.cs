using System.Runtime.ExceptionServices;

namespace Mien.Compute.Managed;

/// <summary>
/// Runs stages on the calling thread and, where they are free, threads of the pool. The caller takes parts like any helper, so a stage ends even
/// if no helper ever comes; a helper that comes late finds no ticket and leaves. Nothing is allocated per run.
/// </summary>
internal sealed class StageRunner
{
    private readonly Helper[] helpers;
    private StageBody? body;
    private int parts;
    private int tickets;
    private int unfinished;
    private ExceptionDispatchInfo? failure;

    /// <summary>Prepares for a number of threads.</summary>
    /// <param name="slots">The calling thread and its helpers.</param>
    public StageRunner(int slots)
    {
        helpers = new Helper[slots - 1];
        for (var i = 0; i < helpers.Length; i++)
            helpers[i] = new Helper(this, i + 1);
    }

    /// <summary>Does all parts of a stage.</summary>
    /// <param name="stage">The stage.</param>
    public void Run(in Stage stage)
    {
        if (helpers.Length == 0 || stage.Parts == 1 || stage.Cost < Stage.SerialCost)
        {
            for (var part = 0; part < stage.Parts; part++)
                stage.Body(part, 0);
            return;
        }
        (body, parts, unfinished) = (stage.Body, stage.Parts, stage.Parts);
        Volatile.Write(ref tickets, parts);
        for (var i = 0; i < helpers.Length && i < parts - 1; i++)
            helpers[i].Wake();
        TakeParts(0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref unfinished) != 0)
            wait.SpinOnce(sleep1Threshold: -1);
        if (Interlocked.Exchange(ref failure, null) is { } caught)
            caught.Throw();
    }

    // Tickets count down, so that a number drawn too late is negative whatever stage runs by then, and one that is not belongs to the stage
    // whose body is set: that stage cannot end before the part is done.
    private void TakeParts(int slot)
    {
        for (int ticket; (ticket = Interlocked.Decrement(ref tickets)) >= 0;)
        {
            try
            {
                body!(parts - 1 - ticket, slot);
            }
#pragma warning disable CA1031 // A helper's fault belongs to the caller of Run, who gets it there.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
            Interlocked.Decrement(ref unfinished);
        }
    }

    private sealed class Helper(StageRunner runner, int slot) : IThreadPoolWorkItem
    {
        private int queued;

        public void Wake()
        {
            if (Interlocked.Exchange(ref queued, 1) == 0)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        // The mark falls after the work: an object that is queued twice would run its slot on two threads. A wake-up lost in between is caught.
        public void Execute()
        {
            do
            {
                runner.TakeParts(slot);
                Interlocked.Exchange(ref queued, 0);
            }
            while (Volatile.Read(ref runner.tickets) > 0 && Interlocked.Exchange(ref queued, 1) == 0);
        }
    }
}
