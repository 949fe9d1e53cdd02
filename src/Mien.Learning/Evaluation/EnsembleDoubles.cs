using Mien.Learning.Data;
using Mien.Learning.Protocol;

namespace Mien.Learning.Evaluation;

/// <summary>Which of the evaluated rows are doubles of rows that any of the models was trained on.</summary>
/// <param name="Count">How many; by the models' own digests at least; null where no model says what it was trained on.</param>
/// <param name="IsDouble">Row by row; null where the training rows are not at hand.</param>
internal sealed record EnsembleDoubles(int? Count, bool[]? IsDouble)
{
    /// <summary>Looks for them; models that have seen the rows are refused first.</summary>
    /// <param name="models">The models.</param>
    /// <param name="data">The rows that were to be evaluated.</param>
    /// <param name="counted">Those of them that count.</param>
    /// <param name="known">All rows at hand; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ProtocolException">A model has seen the rows, or others of their groups, and that was not allowed.</exception>
    public static EnsembleDoubles Of(IReadOnlyList<EvaluatedModel> models, Dataset data, Dataset counted, Dataset? known, CancellationToken cancellation)
    {
        var others = known is null ? null : Without(known, data);
        var seen = models.Select(m => m.Seen(counted, others)).OfType<SeenRows>().ToList();
        foreach (var model in models)
            model.CheckGroups(counted, others);
        DuplicateReport[] reports = known is null ? [] : [.. Distinct(models).Select(m => m.Duplicates(counted, known, cancellation)).OfType<DuplicateReport>()];
        if (reports.Length == 0)
            return new EnsembleDoubles(seen.Count == 0 ? null : seen.Max(s => s.Duplicates + s.NearDuplicates), null);
        bool[] isDouble = [.. Enumerable.Range(0, counted.Count).Select(i => reports.Any(r => r.IsDuplicate[i]))];
        return new EnsembleDoubles(isDouble.Count(d => d), isDouble);
    }

    /// <summary>By where a row stands in its file: a choice of classes makes new rows of it.</summary>
    private static Dataset Without(Dataset all, Dataset part)
    {
        var taken = part.Samples.Select(sample => sample.Origin).ToHashSet(StringComparer.Ordinal);
        return all.Where(sample => !taken.Contains(sample.Origin));
    }

    /// <summary>Models that have seen the same rows, and whose ancestors have, have the same doubles, which are slow to find.</summary>
    private static IEnumerable<EvaluatedModel> Distinct(IEnumerable<EvaluatedModel> models) =>
        models.Where(m => m.Facts is not null).DistinctBy(m => m.Facts!.Rows);
}
