namespace Mien.Learning.Evaluation;

/// <summary>An output's figures on some rows.</summary>
/// <param name="Accuracy">The share of rows whose largest probability is the label's.</param>
/// <param name="MacroF1">The mean F1 of the classes that occur in the truth or among the predictions.</param>
/// <param name="Loss">The mean negative log-likelihood of the label, in nats.</param>
/// <param name="Count">Rows with a label.</param>
public sealed record OutputFigures(double Accuracy, double MacroF1, double Loss, int Count)
{
    /// <summary>The mean precision of the same classes; null in files of earlier versions.</summary>
    public double? MacroPrecision { get; init; }

    /// <summary>The mean recall of the same classes; null in files of earlier versions.</summary>
    public double? MacroRecall { get; init; }

    /// <summary>The mean F1 of the classes, weighted by support; null in files of earlier versions.</summary>
    public double? WeightedF1 { get; init; }

    /// <summary>The share whose class is among the two most probable; null in files of earlier versions.</summary>
    public double? Top2Accuracy { get; init; }

    /// <summary>Cohen's kappa; null where it has no meaning, since all is of one class and found, and in files of earlier versions.</summary>
    public double? Kappa { get; init; }

    /// <summary>The mean area under the ROC curves, one class against the rest; null where the rows are of one class, and in files of earlier versions.</summary>
    public double? RocAuc { get; init; }

    /// <summary>The expected calibration error without a temperature; null in files of earlier versions.</summary>
    public double? Ece { get; init; }
}
