using Mien.Cli;
using Mien.Cli.Hosting;

namespace Mien.Tests.Cli;

/// <summary>What a command line gave, run inside the test.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line as it would run in a pipe.</summary>
    public static CommandRun Of(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var code = new Application(new Shell(output, error)).Run(arguments);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
