using Mien.Compute;

namespace Mien.Neural;

/// <summary>What a graph is given: f32 numbers.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Sample">The shape of one sample, without the batch: C×H×W for pictures.</param>
public sealed record GraphInput(string Name, Shape Sample)
{
    /// <summary>Whether the batch stands in front; false for what is given once a step, such as dropout's seed.</summary>
    public bool HasBatch { get; init; } = true;

    /// <summary>
    /// Whether height and width of C×H×W may be others than those of <see cref="Sample"/>: the file that the graph was read from leaves them free, and ONNX files
    /// written of the graph do. The graph itself has the sizes that it has. Default false.
    /// </summary>
    public bool HasFreeSize { get; init; }

    /// <summary>The shape with the batch in front, where it has one.</summary>
    /// <param name="batch">How many samples.</param>
    public Shape WithBatch(int batch) => HasBatch ? new([batch, .. Sample.Dimensions]) : Sample;
}
