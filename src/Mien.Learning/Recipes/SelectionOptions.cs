namespace Mien.Learning.Recipes;

/// <summary>How the epoch is chosen.</summary>
public sealed record SelectionOptions
{
    /// <summary>What the best epoch is best by.</summary>
    /// <value><see cref="SelectionMetric.Accuracy"/> by default.</value>
    public SelectionMetric Metric { get; private init; }

    internal static SelectionOptions Read(SectionReader section)
    {
        var options = new SelectionOptions { Metric = section.Choice("metric", SelectionMetric.Accuracy) };
        section.Close();
        return options;
    }
}
