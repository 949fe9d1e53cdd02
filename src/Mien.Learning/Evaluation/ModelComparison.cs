using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>Sorts models by accuracy and says which differences between neighbours are real.</summary>
public static class ModelComparison
{
    /// <summary>The models from the most to the least accurate; of equals the one with the larger macro F1 first.</summary>
    /// <param name="models">The models.</param>
    /// <exception cref="ArgumentException">Two were measured on different rows.</exception>
    public static IReadOnlyList<ComparedRow> Sort(IReadOnlyList<ComparedModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Select(m => m.Evaluation.Result.DataDigest).Distinct().Count() > 1)
            throw new ArgumentException("Models are compared on the same rows, and these were measured on different ones.", nameof(models));
        ComparedModel[] sorted = [.. models.OrderByDescending(m => m.Evaluation.Result.Accuracy).ThenByDescending(m => m.Evaluation.Result.MacroF1).ThenBy(m => m.Name, StringComparer.Ordinal)];
        return [.. sorted.Select((model, i) => new ComparedRow(model, i + 1 == sorted.Length ? null : McNemarTest.Of(Right(model), Right(sorted[i + 1]))))];
    }

    private static bool[] Right(ComparedModel model) => [.. Enumerable.Range(0, model.Evaluation.Rows.Count).Select(model.Evaluation.Rows.IsRight)];
}
