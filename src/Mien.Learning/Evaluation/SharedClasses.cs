using Mien.Emotions;
using Mien.Learning.Batching;
using Mien.Learning.Data;

namespace Mien.Learning.Evaluation;

/// <summary>The classes that models and data have in common, so that a model of five classes is measured on pictures of these.</summary>
internal static class SharedClasses
{
    /// <summary>Takes the rows of other classes out of the truth, and meets the models with what is left.</summary>
    /// <param name="models">The models.</param>
    /// <param name="truth">What they were to be measured against.</param>
    /// <param name="data">The rows, for messages.</param>
    /// <returns>The truth over the shared classes; the same where that is all of them.</returns>
    /// <exception cref="DataFormatException">There is no such class.</exception>
    public static TargetTable Restrict(IReadOnlyList<EvaluatedModel> models, TargetTable truth, Dataset data)
    {
        string[] shared = [.. truth.Labels.Names.Where(name => models.All(model => !model.Alignment.UnknownToModel.Contains(name)))];
        if (shared.Length == truth.Labels.Count)
            return truth;
        if (shared.Length == 0)
            throw new DataFormatException(data.Source, 0, null, "the models share no class with each other that it has; compare those that do.");
        var restricted = truth.Only(new LabelSet(shared));
        foreach (var model in models)
            model.Meet(restricted);
        return restricted;
    }
}
