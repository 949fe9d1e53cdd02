using System.CommandLine;

namespace Mien.Cli.Hosting;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">One line.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines that the help shows.</summary>
    public IReadOnlyList<string> Examples => examples;
}
