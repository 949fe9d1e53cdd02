namespace Mien.Cli.Hosting;

/// <summary>Completes several things, whatever one of them cannot do.</summary>
internal static class Completion
{
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
