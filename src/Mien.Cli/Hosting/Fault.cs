using Mien.Compute;
using Mien.Compute.OneDnn;
using Mien.Imaging;
using Mien.Imaging.Video;
using Mien.Imaging.Vips;
using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Cli.Hosting;

/// <summary>Turns what went wrong into lines and an exit code.</summary>
internal static class Fault
{
    /// <summary>Tells the user.</summary>
    public static int Report(Exception fault, Shell shell)
    {
        if (fault is OperationCanceledException)
        {
            shell.Note("interrupted");
            return ExitCode.Interrupted;
        }
        foreach (var line in Describe(fault).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            shell.Note(line.TrimEnd());
        if (!IsExpected(fault) && !string.IsNullOrEmpty(shell.Variable("MIEN_DEBUG")))
            shell.Error.WriteLine(fault.StackTrace);
        return fault is UsageException ? ExitCode.Usage : ExitCode.Failed;
    }

    /// <summary>One sentence a fault; also for a fault of one input among several.</summary>
    public static string Describe(Exception fault) => IsExpected(fault)
        ? fault.Message
        : $"a fault of Mien itself, please report it ({fault.GetType().Name}: {fault.Message}); MIEN_DEBUG=1 shows where";

    /// <summary>Whether a fault lies in what was given or in the machine, and its message is meant for users.</summary>
    public static bool IsExpected(Exception fault) => fault is UsageException or RecipeException or CheckpointException or ProtocolException or DataFormatException
        or ModelFormatException or ImageFormatException or VideoException or LibraryMissingException or ShapeException or OneDnnException
        or ArithmeticException or InsufficientMemoryException or InvalidDataException or IOException or UnauthorizedAccessException;
}
