using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Learning.Reports;

/// <summary>What a report's figures were computed with.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Processor">The processor's name, or its architecture where the system does not tell.</param>
/// <param name="Cores">Processors that the program sees.</param>
/// <param name="VectorBits">The widest vectors that the program uses.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="Version">The version of Mien.</param>
/// <param name="Backend">Whose kernels.</param>
/// <param name="Precision">"f32" or "bf16".</param>
/// <param name="Threads">Threads inside a kernel.</param>
public sealed record ReportEnvironment(
    string System, string Processor, int Cores, int VectorBits, string Runtime, string Version, string Backend, string Precision, int Threads)
{
    /// <summary>This machine.</summary>
    /// <param name="version">The version of Mien.</param>
    /// <param name="backend">Whose kernels.</param>
    /// <param name="precision">"f32" or "bf16".</param>
    /// <param name="threads">Threads inside a kernel; 0 for one a core.</param>
    public static ReportEnvironment OfThisMachine(string version, string backend, string precision, int threads) => new(
        RuntimeInformation.OSDescription,
        ProcessorName(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        Environment.Version.ToString(),
        version,
        backend,
        precision,
        threads == 0 ? Environment.ProcessorCount : threads);

    private static string ProcessorName()
    {
        const string Table = "/proc/cpuinfo";
        var architecture = RuntimeInformation.OSArchitecture.ToString();
        if (!OperatingSystem.IsLinux() || !File.Exists(Table))
            return architecture;
        var line = File.ReadLines(Table).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? architecture : $"{line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()} ({architecture})";
    }
}
