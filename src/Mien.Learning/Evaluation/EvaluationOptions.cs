using Mien.Compute;
using Mien.Emotions;

namespace Mien.Learning.Evaluation;

/// <summary>The rule that says which rows count and what their label is.</summary>
public enum LabelProtocol
{
    /// <summary>The data's own labels.</summary>
    Labels,

    /// <summary>
    /// FER+ votes, the published rule: counts of one become zero; the label needs more than half of the remaining votes over all ten columns; unknown,
    /// not-a-face and the rest are excluded (Barsoum et al., 2016).
    /// </summary>
    FerPlusMajority,

    /// <summary>FER+ votes: the largest count without ties.</summary>
    FerPlusPlurality,
}

/// <summary>How a model is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The output, or "mean"; null for the rule: <c>ferplus</c> where votes count, otherwise the first whose labels equal the data's, otherwise the first.</summary>
    public string? Output { get; init; }

    /// <summary>Which rows count and what their label is. Default: the data's own labels.</summary>
    public LabelProtocol Protocol { get; init; }

    /// <summary>
    /// How faces are searched and cut out first: the largest counts, a picture without a face counts as wrong. Null, the default: each picture is one face.
    /// </summary>
    public EmotionRecognizerOptions? Detection { get; init; }

    /// <summary>Whether rows that the model has seen in training may be evaluated all the same. Default false: refused.</summary>
    public bool AllowSeenRows { get; init; }

    /// <summary>
    /// Whether only the rows of those classes count that every model at hand knows; the others are left out and counted. Default false: classes of the data that a
    /// model lacks count as wrong.
    /// </summary>
    public bool SharedClasses { get; init; }

    /// <summary>The views of each face whose probabilities are averaged. Default: the face as it is.</summary>
    public TestTimeAugmentation Tta { get; init; }

    /// <summary>Threads inside a kernel; 0 for one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Whose kernels; null for the fastest there is.</summary>
    public IBackend? Backend { get; init; }

    /// <summary>The element type of activations. Default f32.</summary>
    public ElementType Precision { get; init; }
}
