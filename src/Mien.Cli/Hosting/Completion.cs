namespace Mien.Cli.Hosting;

/// <summary>Completes several things, whatever one of them cannot do.</summary>
internal static class Completion
{
    /// <summary>Runs what fills several things, and closes them all whatever ends it.</summary>
    /// <param name="all">The things; the run may add to them.</param>
    /// <param name="run">Returns its exit code.</param>
    /// <param name="shell">Where the faults of closing are told.</param>
    /// <returns>The run's exit code; that of a failure where one of them could not be completed.</returns>
    public static int Run<T>(List<T> all, Func<int> run, Shell shell)
        where T : IDisposable
    {
        int code;
        bool isComplete;
        try
        {
            code = run();
        }
        finally
        {
            isComplete = Each(all, one => one.Dispose(), shell);
        }
        return isComplete ? code : ExitCode.Failed;
    }

    /// <summary>Completes all in order; a fault is told and keeps none of the others from what it holds.</summary>
    /// <returns>Whether all could be completed.</returns>
    public static bool Each<T>(IEnumerable<T> all, Action<T> complete, Shell shell)
    {
        var isDone = true;
        foreach (var one in all)
        {
            try
            {
                complete(one);
            }
            catch (Exception fault) when (Fault.IsExpected(fault))
            {
                isDone = false;
                shell.Note(fault.Message);
            }
        }
        return isDone;
    }
}
