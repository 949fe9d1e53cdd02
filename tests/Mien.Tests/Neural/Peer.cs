using System.Diagnostics;

namespace Mien.Tests.Neural;

/// <summary>Runs the scripts of <c>bench/peers</c>; <c>bench/peers/setup</c> installs what they need.</summary>
internal static class Peer
{
    /// <summary>Runs a Python script and gives what it prints.</summary>
    public static string Python(string script, params string[] arguments) => Run("/usr/bin/python3", ["-B", ScriptOf(script), .. arguments]);

    /// <summary>Runs a script in Node and gives what it prints.</summary>
    public static string Node(string script, params string[] arguments) => Run("node", [ScriptOf(script), .. arguments]);

    private static string ScriptOf(string name) => Path.Combine(SharedData.RepositoryRoot, "bench", "peers", name);

    private static string Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', start.ArgumentList)} failed: {errors.Result}");
        return output;
    }
}
