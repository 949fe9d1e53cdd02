namespace Mien.Learning.Training;

/// <summary>Where a run stands, beside its arrays.</summary>
internal sealed record CheckpointState
{
    /// <summary>The digest of the resolved recipe: another recipe is another run.</summary>
    public required string Recipe { get; init; }

    /// <summary>The digest of the training rows.</summary>
    public required string Data { get; init; }

    /// <summary>The digest of the rows that choose; null in files of earlier versions, and of detectors, whose <see cref="Data"/> says it.</summary>
    public string? Chosen { get; init; }

    /// <summary>The next epoch, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>The next batch of it, from 0.</summary>
    public required int Batch { get; init; }

    /// <summary>Steps done.</summary>
    public required long Step { get; init; }

    /// <summary>The step at which the phase at hand began, from 0.</summary>
    public long PhaseStart { get; init; }

    /// <summary>The phase at hand, from 0; null in files of earlier versions, where each phase ran all its epochs.</summary>
    public int? Phase { get; init; }

    /// <summary>The epoch at which the phase at hand began, from 0.</summary>
    public int PhaseEpoch { get; init; }

    /// <summary>The sum of the losses of the epoch so far.</summary>
    public required double LossSum { get; init; }

    /// <summary>Updates of the moving average of the weights.</summary>
    public required long EmaUpdates { get; init; }

    /// <summary>The best epoch so far, from 1; 0 where none is done.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The figure it is best by.</summary>
    public required double BestScore { get; init; }

    /// <summary>Seconds of training so far.</summary>
    public required double Seconds { get; init; }

    /// <summary>Updates of the phase's parameters; null in files of earlier versions, where each step was one.</summary>
    public long? Updates { get; init; }

    /// <summary>Batches whose gradients wait for an update.</summary>
    public int Pending { get; init; }

    /// <summary>What the epochs so far mean for the learning rate and the run's end; null in files of earlier versions.</summary>
    public EpochWatch? Watch { get; init; }

    /// <summary>Right answers of each output in the epoch so far; null in files of earlier versions.</summary>
    public IReadOnlyList<long>? Right { get; init; }

    /// <summary>Answers of each output in the epoch so far; null in files of earlier versions.</summary>
    public IReadOnlyList<long>? Asked { get; init; }

    /// <summary>What the models that the run learns from have seen, as <see cref="Protocol.TrainingRecord.ToText"/>; null where they do not say.</summary>
    public string? Ancestors { get; init; }

    /// <summary>The weights that the run started from; null where these are random, and in files of earlier versions.</summary>
    public Evaluation.StartingWeights? StartedFrom { get; init; }

    /// <summary>Whether the run was ever allowed to choose on test rows.</summary>
    public required bool ChosenOnTest { get; init; }
}
