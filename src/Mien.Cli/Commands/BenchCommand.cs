using System.CommandLine;
using Mien.Cli.Hosting;

namespace Mien.Cli.Commands;

/// <summary><c>mien bench</c>: the measurements.</summary>
internal static class BenchCommand
{
    public static Command Create(Shell shell, CommandEntry entry) => new(entry.Name, entry.Description)
    {
        BenchTrainCommand.Create(shell), BenchInferCommand.Create(shell),
    };
}
