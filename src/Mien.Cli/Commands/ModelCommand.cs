using System.CommandLine;
using Mien.Cli.Hosting;

namespace Mien.Cli.Commands;

/// <summary><c>mien model</c>: model files.</summary>
internal static class ModelCommand
{
    public static Command Create(Shell shell, CommandEntry entry) => new(entry.Name, entry.Description) { ModelInfoCommand.Create(shell), ModelImportCommand.Create(shell), ModelExportCommand.Create(shell) };
}
