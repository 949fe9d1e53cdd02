using Mien.Neural;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien model info --json</c> writes. Shapes are those of one picture, the batch in front.</summary>
/// <param name="Parameters">Numbers that are learned.</param>
/// <param name="Statistics">Moving means and variances.</param>
/// <param name="TrainableParameters">Numbers that training changes by gradients.</param>
/// <param name="Phases">That number in each phase of the training.</param>
/// <param name="MultiplyAdds">Of convolutions and matrix products, for one picture.</param>
internal sealed record ModelInfoReport(
    string Source,
    long Parameters,
    long Statistics,
    long TrainableParameters,
    IReadOnlyList<long> Phases,
    long MultiplyAdds,
    IReadOnlyList<ModelValue> Input,
    IReadOnlyList<ModelValue> Outputs)
{
    public static ModelInfoReport Of(string source, ModelSummary summary, TrainableCounts trainable) => new(
        source,
        summary.Parameters,
        summary.Statistics,
        trainable.InAll,
        trainable.Phases,
        summary.MultiplyAdds,
        [.. summary.Inputs.Select(ModelValue.Of)],
        [.. summary.Outputs.Select(ModelValue.Of)]);
}
