using Mien.Learning.Detection;

namespace Mien.Learning.Training;

/// <summary>What is known of a detector after an epoch: a line of <c>log.jsonl</c>.</summary>
public sealed record DetectionEpoch
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The learning rate of its last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The mean loss over its steps.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The share of it that tells faces from the rest.</summary>
    public required double Objectness { get; init; }

    /// <summary>The share of it that predicts how well boxes lie.</summary>
    public required double Quality { get; init; }

    /// <summary>The share of it that places boxes.</summary>
    public required double Box { get; init; }

    /// <summary>The share of it that places landmarks.</summary>
    public required double Landmarks { get; init; }

    /// <summary>The figures on the photos that choose.</summary>
    public required DetectionFigures Choose { get; init; }

    /// <summary>Whether it is the best epoch so far by average precision.</summary>
    public required bool Best { get; init; }

    /// <summary>Pictures a second while training.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Seconds since the run began, interruptions left out.</summary>
    public required double Seconds { get; init; }
}
