namespace Mien.Learning.Evaluation;

/// <summary>An output's figures on some rows.</summary>
/// <param name="Accuracy">The share of rows whose largest probability is the label's.</param>
/// <param name="MacroF1">The mean F1 of the classes.</param>
/// <param name="Loss">The mean negative log-likelihood of the label, in nats.</param>
/// <param name="Count">Rows with a label.</param>
public sealed record OutputFigures(double Accuracy, double MacroF1, double Loss, int Count)
{
    /// <summary>The mean precision of the classes that occur; null in files of earlier versions.</summary>
    public double? MacroPrecision { get; init; }

    /// <summary>The mean recall of the classes that occur; null in files of earlier versions.</summary>
    public double? MacroRecall { get; init; }
}
