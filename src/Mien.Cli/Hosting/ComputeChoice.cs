using Mien.Compute;

namespace Mien.Cli.Hosting;

/// <summary>What a command computes with.</summary>
/// <param name="Backend">Whose kernels.</param>
/// <param name="Precision">f32 or bf16, as the back end has it.</param>
/// <param name="Threads">Threads inside a kernel, at least 1.</param>
internal sealed record ComputeChoice(IBackend Backend, ElementType Precision, int Threads)
{
    /// <summary>The precision as it is written: <c>f32</c> or <c>bf16</c>.</summary>
    public string PrecisionName => Precision == ElementType.BFloat16 ? "bf16" : "f32";
}
