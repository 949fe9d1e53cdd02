namespace Mien.Learning.Recipes;

/// <summary>When a run ends before its epochs are over.</summary>
public sealed record StoppingOptions
{
    /// <summary>The figure that has to become better, as a mean over the outputs on the rows that choose.</summary>
    /// <value><c>accuracy</c> (by default), <c>macro-f1</c>, <c>macro-precision</c>, <c>macro-recall</c>, <c>weighted-f1</c>, <c>top2-accuracy</c>, <c>kappa</c>, <c>roc-auc</c>, <c>loss</c> or <c>ece</c>; of the last two the smaller is better.</value>
    public SelectionMetric Metric { get; private init; }

    /// <summary>After how many epochs without a better figure the run ends.</summary>
    /// <value>1 to 10000; 10 by default.</value>
    public int Patience { get; private init; }

    /// <summary>By how much a figure must be better than the best before to count.</summary>
    /// <value>0 to 1; 0 by default.</value>
    public double MinDelta { get; private init; }

    internal static StoppingOptions Read(SectionReader section)
    {
        var options = new StoppingOptions
        {
            Metric = section.Choice("metric", SelectionMetric.Accuracy),
            Patience = section.Integer("patience", 10, 1, 10_000),
            MinDelta = section.Number("minDelta", 0, NumberRange.FromTo(0, 1)),
        };
        section.Close();
        return options;
    }
}
