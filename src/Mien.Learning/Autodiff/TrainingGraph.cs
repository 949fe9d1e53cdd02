using Mien.Neural;

namespace Mien.Learning.Autodiff;

/// <summary>
/// A network turned into one step of training: the forward half gives the logits and the batch statistics; the backward half takes the gradients of
/// the logits and gives those of the learned parameters. Both halves are one <see cref="Graph"/>.
/// </summary>
internal sealed record TrainingGraph
{
    /// <summary>The nodes of both halves.</summary>
    public required Graph Graph { get; init; }

    /// <summary>How many nodes, from the first, make the forward half.</summary>
    public required int ForwardNodes { get; init; }

    /// <summary>The network's outputs in order: the value of the logits and the input that takes their gradient.</summary>
    public required IReadOnlyList<TrainingOutput> Outputs { get; init; }

    /// <summary>The value of the gradient of each learned parameter that the outputs depend on.</summary>
    public required IReadOnlyDictionary<string, string> Gradients { get; init; }

    /// <summary>For each value of the forward half the value of the network that it is a part of, which people know it by.</summary>
    public required IReadOnlyDictionary<string, string> Layers { get; init; }

    /// <summary>The batch statistics, for the moving ones.</summary>
    public required IReadOnlyList<BatchStatistic> Statistics { get; init; }

    /// <summary>The input that takes dropout's seed, or null where nothing is dropped.</summary>
    public required string? SeedInput { get; init; }
}

/// <summary>An output of a network in training.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="Logits">The value of the logits, row-major f32, N×classes.</param>
/// <param name="Gradient">The input that takes the loss's gradient for the logits.</param>
internal sealed record TrainingOutput(string Name, string Logits, string Gradient);

/// <summary>The statistics of one batch normalisation.</summary>
/// <param name="Mean">The value of the batch's mean.</param>
/// <param name="Variance">The value of the batch's biased variance.</param>
/// <param name="RunningMean">The network's parameter that follows the mean.</param>
/// <param name="RunningVariance">The network's parameter that follows the variance, unbiased as in PyTorch.</param>
/// <param name="Count">Over how many numbers a channel's statistics are taken.</param>
internal sealed record BatchStatistic(string Mean, string Variance, string RunningMean, string RunningVariance, int Count);
