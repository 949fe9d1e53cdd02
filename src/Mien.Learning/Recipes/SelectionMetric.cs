namespace Mien.Learning.Recipes;

/// <summary>What the best epoch is best by, as a mean over the outputs on the rows that choose.</summary>
public enum SelectionMetric
{
    /// <summary>The largest accuracy.</summary>
    Accuracy,

    /// <summary>The largest mean of the classes' F1.</summary>
    MacroF1,

    /// <summary>The smallest loss.</summary>
    Loss,
}
