namespace Mien.Learning.Recipes;

/// <summary>The classical methods.</summary>
public enum MethodKind
{
    /// <summary>Trees on bootstrap samples (Breiman 2001).</summary>
    RandomForest,

    /// <summary>Linear support vector machines, one against the rest (Hsieh et al. 2008).</summary>
    LinearSvm,

    /// <summary>The k nearest neighbours (Cover, Hart 1967).</summary>
    Knn,

    /// <summary>A Gaussian hidden Markov model a class (Rabiner 1989).</summary>
    Hmm,
}
