using System.Diagnostics;
using System.Text;

namespace Mien.EndToEnd.Tests;

/// <summary>What the program gave, run as a process of its own.</summary>
internal sealed record MienProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The program: that of <c>MIEN_CLI</c>, which <c>./test</c> sets to the published one, or the one built beside the tests.</summary>
    private static string Program => Environment.GetEnvironmentVariable("MIEN_CLI")
        ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "mien.exe" : "mien");

    /// <summary>Runs a command line to its end.</summary>
    public static Task<MienProcess> Run(params string[] arguments) => Run(_ => { }, arguments);

    /// <summary>Runs a command line and does something to it meanwhile.</summary>
    /// <remarks>Where the tests themselves run in the background of a shell, interrupts are ignored; the program is not to inherit that.</remarks>
    public static Task<MienProcess> Run(Action<Process> meanwhile, params string[] arguments) =>
        Run(OperatingSystem.IsLinux() ? StartInfo(["--default-signal=INT", Program, .. arguments], "env") : StartInfo(arguments), meanwhile);

    /// <summary>Runs a command line with a variable of the environment set.</summary>
    public static Task<MienProcess> RunWith(string variable, string value, params string[] arguments)
    {
        var start = StartInfo(arguments);
        start.Environment[variable] = value;
        return Run(start, _ => { });
    }

    /// <summary>Runs a command line whose standard output a reader leaves after its first line; the output is the exit code.</summary>
    public static Task<MienProcess> RunLeft(params string[] arguments) =>
        Run(StartInfo(["-c", "\"$0\" \"$@\" | head -n 1 >/dev/null; echo ${PIPESTATUS[0]}", Program, .. arguments], "bash"), _ => { });

    /// <summary>Runs a command line that may write no file larger than <paramref name="kibibytes"/>.</summary>
    public static Task<MienProcess> RunWithFileLimit(int kibibytes, params string[] arguments)
    {
        string[] script = ["-c", $"trap '' XFSZ; ulimit -f {kibibytes}; exec \"$0\" \"$@\"", Program, .. arguments];
        var start = StartInfo(script, "bash");
        // The runtime keeps its code in a file of its own, which the limit would hit first.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Run(start, _ => { });
    }

    private static async Task<MienProcess> Run(ProcessStartInfo start, Action<Process> meanwhile)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        meanwhile(process);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return new MienProcess(process.ExitCode, await output, await error);
    }

    private static ProcessStartInfo StartInfo(string[] arguments, string? program = null)
    {
        var start = new ProcessStartInfo(program ?? Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // The runtime that runs the tests runs the program.
        if (Path.GetDirectoryName(Environment.ProcessPath) is { } folder && File.Exists(Path.Combine(folder, "dotnet")))
            start.Environment["DOTNET_ROOT"] = folder;
        return start;
    }
}
