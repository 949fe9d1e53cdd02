namespace Mien.Learning.Recipes;

/// <summary>What is done about classes of unlike size, on the training rows alone.</summary>
public enum BalanceMethod
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The loss weighs classes by <see cref="Losses.ClassWeights.Balanced"/>: the same as <c>loss.classWeights: balanced</c>.</summary>
    ClassWeights,

    /// <summary>Each epoch draws its rows with replacement, every class alike.</summary>
    WeightedSampling,

    /// <summary>Smaller classes are filled up by <see cref="Balancing.Smote"/> on the pixels.</summary>
    Smote,

    /// <summary>One class is filled up to another's count by moved copies of its pictures.</summary>
    Generate,
}
