using Mien.Learning.Evaluation;

namespace Mien.Learning.Training;

/// <summary>What is known after an epoch: a line of <c>log.jsonl</c>.</summary>
public sealed record EpochRecord
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The learning rate of its last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The mean loss over its steps, regularisation by augmentation and dropout included.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The accuracy of each output over the epoch's training pictures, augmented and with dropout, as they came; null in logs of earlier versions.</summary>
    public IReadOnlyDictionary<string, double>? TrainAccuracy { get; init; }

    /// <summary>The figures of each output on the rows that choose.</summary>
    public required IReadOnlyDictionary<string, OutputFigures> Choose { get; init; }

    /// <summary>What epochs are compared by: the mean over the outputs.</summary>
    public required double Score { get; init; }

    /// <summary>Whether it is the best epoch so far.</summary>
    public required bool Best { get; init; }

    /// <summary>Images a second while training.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Seconds since the run began, interruptions left out.</summary>
    public required double Seconds { get; init; }
}
