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
    public static async Task<MienProcess> Run(Action<Process> meanwhile, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
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

    private static ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo(Program)
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
