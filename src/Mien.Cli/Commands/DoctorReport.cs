namespace Mien.Cli.Commands;

/// <summary>What <c>mien doctor --json</c> writes.</summary>
/// <param name="Version">That of Mien.</param>
/// <param name="Dotnet">That of the .NET runtime.</param>
/// <param name="System">The operating system and processor architecture.</param>
/// <param name="Cores">Processor cores that this process may use.</param>
/// <param name="MemoryBytes">Memory that this process may use.</param>
/// <param name="Vectors">Bits of the widest vectors that .NET uses here: 512, 256, 128, or 0 for none.</param>
/// <param name="Bfloat16">Whether training and inference in bf16 run here.</param>
/// <param name="Components">What Mien uses of the machine.</param>
/// <param name="Install">The command that installs what is missing; null where nothing is.</param>
internal sealed record DoctorReport(
    string Version,
    string Dotnet,
    string System,
    int Cores,
    long MemoryBytes,
    int Vectors,
    bool Bfloat16,
    IReadOnlyList<DoctorComponent> Components,
    string? Install);
