using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>What a batch normalisation with given statistics multiplies and adds, by channel.</summary>
internal sealed record NormalizationFactors(double[] Multiply, double[] Add)
{
    /// <summary>The factors of a node, or null where its numbers are not stored ones.</summary>
    public static NormalizationFactors? Of(GraphDraft draft, Node node)
    {
        var epsilon = ((BatchNormalization)node.Operation).Epsilon;
        if (draft.Parameter(node.Inputs[1]) is not { } scale || draft.Parameter(node.Inputs[2]) is not { } shift ||
            draft.Parameter(node.Inputs[3]) is not { } mean || draft.Parameter(node.Inputs[4]) is not { } variance)
        {
            return null;
        }
        var (multiply, add) = (new double[scale.Values.Length], new double[scale.Values.Length]);
        for (var c = 0; c < multiply.Length; c++)
        {
            multiply[c] = scale.Values[c] / Math.Sqrt((double)variance.Values[c] + epsilon);
            add[c] = shift.Values[c] - (mean.Values[c] * multiply[c]);
        }
        return new NormalizationFactors(multiply, add);
    }
}
