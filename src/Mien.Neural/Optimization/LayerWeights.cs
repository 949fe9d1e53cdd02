using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>
/// The weights of a convolution or fully connected layer, seen as output × input × taps, and the bias: what a normalisation before or after it is folded into.
/// </summary>
internal sealed class LayerWeights
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly int inputs;
    private readonly int outputs;
    private readonly int taps;
    private readonly int groups;
    private readonly bool outputsAlternate;

    private LayerWeights(Operation operation, Parameter weight, Parameter? bias)
    {
        (this.weight, this.bias) = (weight, bias);
        outputsAlternate = operation is MatMul { TransposeB: false };
        (outputs, inputs) = outputsAlternate ? (weight.Shape[1], weight.Shape[0]) : (weight.Shape[0], weight.Shape[1]);
        taps = weight.Shape.Count / outputs / inputs;
        groups = (operation as Convolution)?.Groups ?? 1;
    }

    /// <summary>The weights of a node, or null where it is no layer with stored weights.</summary>
    public static LayerWeights? Of(GraphDraft draft, Node node)
    {
        var hasBias = node.Operation is Convolution { HasBias: true } or MatMul { HasBias: true };
        if (node.Operation is not (Convolution or MatMul { TransposeA: false }) || draft.Parameter(node.Inputs[1]) is not { } weight)
            return null;
        var bias = hasBias ? draft.Parameter(node.Inputs[2]) : null;
        return hasBias && bias is null ? null : new LayerWeights(node.Operation, weight, bias);
    }

    /// <summary>Whether as many factors as these would fit the layer's results.</summary>
    public bool GivesChannels(int count) => outputs == count;

    /// <summary>Whether as many factors as these would fit the layer's input.</summary>
    public bool TakesChannels(int count) => inputs * groups == count;

    /// <summary>Adds the weights and the bias of a layer whose results are normalised, and gives their names.</summary>
    public (string Weight, string Bias) AddWithResults(GraphDraft draft, NormalizationFactors factors)
    {
        var values = new float[weight.Values.Length];
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
                Scale(values, o, i, factors.Multiply[o]);
        }
        return Add(draft, values, [.. factors.Add.Select((a, o) => (float)(a + (Bias(o) * factors.Multiply[o])))]);
    }

    /// <summary>Adds the weights and the bias of a layer whose input is normalised, and gives their names.</summary>
    public (string Weight, string Bias) AddWithInput(GraphDraft draft, NormalizationFactors factors)
    {
        var (values, shifts) = (new float[weight.Values.Length], new float[outputs]);
        for (var o = 0; o < outputs; o++)
        {
            var shift = Bias(o);
            for (var i = 0; i < inputs; i++)
            {
                var channel = (o / (outputs / groups) * inputs) + i;
                shift += Scale(values, o, i, factors.Multiply[channel]) * factors.Add[channel];
            }
            shifts[o] = (float)shift;
        }
        return Add(draft, values, shifts);
    }

    private double Bias(int output) => bias?.Values[output] ?? 0;

    /// <summary>Scales the weights between one output and one input, and gives the sum that they had.</summary>
    private double Scale(float[] target, int output, int input, double factor)
    {
        var start = outputsAlternate ? (input * outputs) + output : ((output * inputs) + input) * taps;
        var sum = 0.0;
        for (var k = start; k < start + taps; k++)
        {
            sum += weight.Values[k];
            target[k] = (float)(weight.Values[k] * factor);
        }
        return sum;
    }

    private (string Weight, string Bias) Add(GraphDraft draft, float[] weights, float[] shifts) => (
        draft.Add($"{weight.Name}.folded", ParameterKind.Weight, weight.Shape, weights),
        draft.Add($"{bias?.Name ?? weight.Name}.shift", ParameterKind.Bias, new Shape(shifts.Length), shifts));
}
