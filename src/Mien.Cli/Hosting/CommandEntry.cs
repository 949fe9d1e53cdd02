using System.CommandLine;

namespace Mien.Cli.Hosting;

/// <summary>A command as the list of commands knows it.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Description">One line for the help.</param>
/// <param name="Create">Builds it with options and action; called only where it is about to run.</param>
internal sealed record CommandEntry(string Name, string Description, Func<Shell, CommandEntry, Command> Create);
