using Mien.Learning.Evaluation;
using Mien.Learning.Metrics;

namespace Mien.Learning.Reports;

/// <summary>A comparison as figures for programs.</summary>
/// <param name="Split">The rows, as the caller named them.</param>
/// <param name="Protocol">"labels", "ferplus-majority" or "ferplus-plurality".</param>
/// <param name="Tta">Test-time augmentation: "none", "flip" or "ten-crop".</param>
/// <param name="Count">The pictures that count.</param>
/// <param name="Excluded">The pictures that the protocol leaves out.</param>
/// <param name="OtherClasses">The pictures of classes that not every model knows, left out.</param>
/// <param name="Labels">The classes.</param>
/// <param name="DataDigest">The digest of the rows that count.</param>
/// <param name="Models">The models, the most accurate first.</param>
public sealed record ComparisonFigures(
    string Split, string Protocol, string Tta, int Count, int Excluded, int OtherClasses, IReadOnlyList<string> Labels, string DataDigest, IReadOnlyList<ModelFigures> Models)
{
    /// <summary>The figures of a comparison.</summary>
    /// <param name="rows">The models, sorted, at least one.</param>
    public static ComparisonFigures Of(IReadOnlyList<ComparedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var first = rows[0].Model.Evaluation.Result;
        return new ComparisonFigures(
            first.Split, first.Protocol, first.Tta, first.Count, first.Excluded, first.OtherClasses, first.Labels, first.DataDigest, [.. rows.Select(ModelFigures.Of)]);
    }
}

/// <summary>A model of a comparison as figures for programs.</summary>
/// <param name="Model">What the user calls it.</param>
/// <param name="Output">The output that was measured.</param>
/// <param name="Accuracy">The share that is right, 0 to 1.</param>
/// <param name="Interval">The 95 % interval of the accuracy, low and high.</param>
/// <param name="Micro">Precision, recall and F1 over all decisions together.</param>
/// <param name="Macro">Their means over the classes that occur.</param>
/// <param name="Weighted">Their means weighted by support.</param>
/// <param name="Parameters">Numbers that are learned; of a classical model all that it keeps.</param>
/// <param name="MultiplyAdds">Of convolutions and matrix products, for one face; null for a classical model.</param>
/// <param name="MillisecondsPerFace">The median run of one face.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="TestSelection">Whether the model was chosen on test rows; null where it does not say.</param>
/// <param name="UnknownClasses">Classes of the data that the model lacks; they count as wrong.</param>
/// <param name="ToNext">McNemar's test against the next model; null for the last.</param>
public sealed record ModelFigures(
    string Model, string Output, double Accuracy, IReadOnlyList<double> Interval, AverageScore Micro, AverageScore Macro, AverageScore Weighted,
    long Parameters, long? MultiplyAdds, double MillisecondsPerFace, long Bytes, bool? TestSelection, IReadOnlyList<string> UnknownClasses, McNemarTest? ToNext)
{
    internal static ModelFigures Of(ComparedRow row)
    {
        var (model, result) = (row.Model, row.Model.Evaluation.Result);
        return new ModelFigures(
            model.Name, result.Output, result.Accuracy, result.Interval, result.Averages.Micro, result.Averages.Macro, result.Averages.Weighted,
            model.Parameters, model.MultiplyAdds, model.MillisecondsPerFace, model.Bytes, result.TestSelection, result.UnknownClasses, row.ToNext);
    }
}
