using System.Numerics.Tensors;
using Mien.Compute.Operations;
using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>Makes calibrated probabilities of one output's raw numbers.</summary>
/// <param name="output">Labels and temperature.</param>
/// <param name="index">Its place among the graph's outputs.</param>
/// <param name="isProbability">Whether the graph itself ends in softmax; then its logarithm stands for the logits.</param>
internal sealed class OutputReader(ModelOutput output, int index, bool isProbability)
{
    // Below, a probability's logarithm says nothing any more.
    private const float SmallestProbability = 1e-30f;

    public string Name => output.Name;

    public LabelSet Labels => output.Labels;

    /// <summary>Whether a graph makes probabilities of an output itself, by ending in softmax.</summary>
    public static bool IsProbability(Graph graph, string output) => graph.Nodes.LastOrDefault(node => node.Outputs.Contains(output))?.Operation is Softmax { Logarithm: false };

    /// <summary>Puts logarithms in the place of probabilities, which stand for logits then.</summary>
    public static void ToLogits(Span<float> probabilities)
    {
        TensorPrimitives.Max(probabilities, SmallestProbability, probabilities);
        TensorPrimitives.Log(probabilities, probabilities);
    }

    /// <summary>The distribution of one sample.</summary>
    /// <param name="raw">For each output of the graph the numbers of all samples.</param>
    /// <param name="row">Which sample.</param>
    /// <exception cref="NotFiniteNumberException">The network's numbers overflow for this sample.</exception>
    public float[] Read(float[][] raw, int row)
    {
        var result = raw[index].AsSpan(row * Labels.Count, Labels.Count).ToArray();
        if (isProbability)
            ToLogits(result);
        TensorPrimitives.Divide(result, (float)output.Temperature, result);
        // The largest goes first, so that no exponential overflows.
        TensorPrimitives.Subtract(result, TensorPrimitives.Max(result), result);
        TensorPrimitives.SoftMax(result, result);
        if (!TensorPrimitives.IsFiniteAll<float>(result))
            throw new NotFiniteNumberException($"The model's output '{Name}' is not finite (NaN or infinity) for a face; the training that made the model has failed: use another, or train it again.");
        return result;
    }
}
