using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Mien.Cli.Hosting;

/// <summary>The usual help at a fixed width, so that it reads the same everywhere, then examples.</summary>
/// <param name="usual">What writes the help itself.</param>
/// <param name="rootExamples">The examples of the program as a whole.</param>
internal sealed class ExampleHelp(HelpAction usual, IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    private const int Width = 110;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = Width;
        usual.Invoke(parseResult);
        var examples = (parseResult.CommandResult.Command as ExampleCommand)?.Examples ?? rootExamples;
        if (examples.Count == 0)
            return ExitCode.Done;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {example}");
        return ExitCode.Done;
    }
}
