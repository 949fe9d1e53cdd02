namespace Mien.Learning.Recipes;

/// <summary>When the schedule <c>plateau</c> lowers the learning rate (Keras's <c>ReduceLROnPlateau</c>).</summary>
public sealed record PlateauOptions
{
    /// <summary>The figure that has to become better, as a mean over the outputs on the rows that choose.</summary>
    /// <value><c>accuracy</c> (by default), <c>macro-f1</c>, <c>macro-precision</c>, <c>macro-recall</c>, <c>weighted-f1</c>, <c>top2-accuracy</c>, <c>kappa</c>, <c>roc-auc</c>, <c>loss</c> or <c>ece</c>; of the last two the smaller is better.</value>
    public SelectionMetric Metric { get; private init; }

    /// <summary>What the rate is multiplied by.</summary>
    /// <value>Above 0 to below 1; 0.1 by default.</value>
    public double Factor { get; private init; }

    /// <summary>After how many epochs without a better figure.</summary>
    /// <value>1 to 10000; 5 by default.</value>
    public int Patience { get; private init; }

    /// <summary>By how much a figure must be better than the best before to count.</summary>
    /// <value>0 to 1; 0.0001 by default.</value>
    public double MinDelta { get; private init; }

    /// <summary>The rate at which it stops falling, in each phase; one that begins below it stays as it is.</summary>
    /// <value>0 to the schedule's learning rate; 0 by default.</value>
    public double Minimum { get; private init; }

    /// <summary>The minimum as a factor of a phase's largest rate.</summary>
    internal double LeastFactor(double learningRate) => Math.Min(1, Minimum / learningRate);

    internal static PlateauOptions Read(SectionReader section, double learningRate) => new()
    {
        Metric = section.Choice("metric", SelectionMetric.Accuracy),
        Factor = section.Number("factor", 0.1, new NumberRange(0, 1, false, false)),
        Patience = section.Integer("patience", 5, 1, 10_000),
        MinDelta = section.Number("minDelta", 1e-4, NumberRange.FromTo(0, 1)),
        Minimum = section.Number("minimum", 0, NumberRange.FromTo(0, learningRate)),
    };
}
