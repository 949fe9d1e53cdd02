namespace Mien.Learning.Classical;

/// <summary>How Gaussian hidden Markov models are trained (Rabiner 1989).</summary>
public sealed record HmmOptions
{
    /// <summary>The hidden states of each class's model, 1 to 64. Default 10.</summary>
    public int States { get; init; } = 10;

    /// <summary>The most rounds of Baum-Welch, 1 to 1000. Default 30.</summary>
    public int Rounds { get; init; } = 30;

    /// <summary>The gain of log-likelihood an observation at which it ends, 0 to 1. Default 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;
}
