using Mien.Compute;

namespace Mien.Learning.Training;

/// <summary>What a <see cref="Trainer"/> is told beside the recipe: where it runs, not what it learns.</summary>
public sealed record TrainerOptions
{
    /// <summary>Whose kernels.</summary>
    public required IBackend Backend { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether PrivateTest rows may choose, which marks the run for good. Default false.</summary>
    public bool AllowTestSelection { get; init; }

    /// <summary>A file of weights (.onnx, .safetensors, .pth) that a fresh run starts from, as far as they fit by name and shape; null for random ones. A run that is continued has its own and refuses others.</summary>
    public string? Weights { get; init; }

    /// <summary>The bytes that a step may take; a run that needs more, in any of its phases, is refused before it begins. Default: what the machine or its container has.</summary>
    public long MemoryLimit { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Seconds between checkpoints inside an epoch; at the end of an epoch there is always one. Default 60.</summary>
    public double CheckpointSeconds { get; init; } = 60;

    /// <summary>Called after each step.</summary>
    public Action<TrainingProgress>? OnStep { get; init; }

    /// <summary>Called after each epoch.</summary>
    public Action<EpochRecord>? OnEpoch { get; init; }

    /// <summary>Called with a line for people: a fallback, a run that is continued.</summary>
    public Action<string>? OnNotice { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all; fewer once a phase was stopped early.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">The mean loss of the epoch so far.</param>
/// <param name="ImagesPerSecond">The rate of the epoch so far.</param>
/// <param name="Accuracy">The first output's accuracy over the epoch's training pictures so far, as they came.</param>
/// <param name="Phase">The phase of the recipe, from 1.</param>
/// <param name="WorkLeft">The work that is left, in steps of this phase: a step of a phase in which little learns counts less.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, long Step, long Steps, double Loss, double ImagesPerSecond, double Accuracy, int Phase, double WorkLeft);
