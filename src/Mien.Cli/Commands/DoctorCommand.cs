using System.CommandLine;
using Mien.Cli.Hosting;

namespace Mien.Cli.Commands;

/// <summary><c>mien doctor</c>: what was found on this machine and what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create(Shell shell, CommandEntry entry)
    {
        var json = JsonOutput.Option();
        var command = new ExampleCommand(entry.Name, entry.Description, "mien doctor", "mien doctor --json -") { json };
        command.SetAction(parsed =>
        {
            var report = new MachineProbe(shell).Examine();
            Report(report, JsonOutput.From(parsed, json), shell);
            return report.Install is null ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Report(DoctorReport report, JsonOutput json, Shell shell)
    {
        json.Write(report, CliJson.Default.DoctorReport, shell);
        if (json.IsStandardOutput)
            return;
        shell.Show(FormattableString.Invariant($"Mien {report.Version}, .NET {report.Dotnet}, {report.System}"));
        shell.Show(FormattableString.Invariant(
            $"{report.Cores} core(s), {report.MemoryBytes / (double)(1 << 30):F1} GiB, {report.Vectors}-bit vectors, bf16: {(report.Bfloat16 ? "yes" : "no")}"));
        foreach (var component in report.Components)
        {
            shell.Show($"  {(component.Found ? "found  " : "MISSING")}  {component.Name,-12}  {component.Detail}");
            if (!component.Found)
                shell.Show($"           {"",-12}  for {component.Purpose}; looked for: {string.Join(", ", component.Tried)}");
        }
        shell.Show(report.Install is { } install ? $"Missing parts are installed by: {install}" : "Nothing is missing.");
    }
}
