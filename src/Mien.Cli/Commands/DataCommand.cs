using System.CommandLine;
using Mien.Cli.Hosting;

namespace Mien.Cli.Commands;

/// <summary><c>mien data</c>: data sets.</summary>
internal static class DataCommand
{
    public static Command Create(Shell shell, CommandEntry entry) => new(entry.Name, entry.Description)
    {
        DataInspectCommand.Create(shell),
        DataConvertCommand.Create(shell),
        DataAuditCommand.Create(shell),
        DataPortraitsCommand.Create(shell),
    };
}
