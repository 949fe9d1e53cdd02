namespace Mien.Learning.Recipes;

/// <summary>How the epoch is chosen.</summary>
public sealed record SelectionOptions
{
    /// <summary>What the best epoch is best by.</summary>
    /// <value><c>accuracy</c> (by default), <c>macro-f1</c>, <c>macro-precision</c>, <c>macro-recall</c>, <c>weighted-f1</c>, <c>top2-accuracy</c>, <c>kappa</c>, <c>roc-auc</c>, <c>loss</c> or <c>ece</c>; of the last two the smaller is better.</value>
    public SelectionMetric Metric { get; private init; }

    internal static SelectionOptions Read(SectionReader section)
    {
        var options = new SelectionOptions { Metric = section.Choice("metric", SelectionMetric.Accuracy) };
        section.Close();
        return options;
    }
}
