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

    /// <summary>The largest mean of the classes' F1, weighted by support.</summary>
    WeightedF1,

    /// <summary>The largest share whose class is among the two most probable.</summary>
    Top2Accuracy,

    /// <summary>The largest agreement beyond chance (Cohen's kappa).</summary>
    Kappa,

    /// <summary>The largest mean area under the ROC curves, one class against the rest.</summary>
    RocAuc,

    /// <summary>The smallest expected calibration error, before a temperature is fitted.</summary>
    Ece,

    /// <summary>The largest mean of the classes' precision.</summary>
    MacroPrecision,

    /// <summary>The largest mean of the classes' recall.</summary>
    MacroRecall,
}
