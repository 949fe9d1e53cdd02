using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Mien.Cli.Hosting;

/// <summary>Writes the program's name and version.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    /// <summary>The version of this build, such as <c>0.1.0</c>.</summary>
    public static string Version => typeof(VersionLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"mien {Version}");
        return ExitCode.Done;
    }
}
