using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>A kernel and the tensors it will run on.</summary>
internal sealed record PlannedStep(string Name, Kernel Kernel, IReadOnlyList<PlannedTensor> Inputs, IReadOnlyList<PlannedTensor> Outputs);
