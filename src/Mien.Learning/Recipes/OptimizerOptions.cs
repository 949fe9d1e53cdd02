using Mien.Learning.Optimizers;

namespace Mien.Learning.Recipes;

/// <summary>How the parameters follow their gradients. Options of another optimiser than the named one are unknown keys.</summary>
public sealed record OptimizerOptions
{
    /// <summary>The optimiser; <c>adamw</c> decays beside the gradient, the others through it.</summary>
    /// <value><c>sgd</c> (default), <c>adam</c>, <c>adamw</c> or <c>rmsprop</c>.</value>
    public string Name { get; private init; } = "";

    /// <summary>The weight decay.</summary>
    /// <value>0 to 1; 0 by default, 0.01 for <c>adamw</c>.</value>
    public double WeightDecay { get; private init; }

    /// <summary>Whether biases and normalisations decay too.</summary>
    /// <value>false by default.</value>
    public bool DecayBiasAndNorm { get; private init; }

    /// <summary>The strength of the L1 penalty λ·Σ|w| on weights, whose slope joins the gradient; the logged loss is without it.</summary>
    /// <value>0 to 1; 0 by default.</value>
    public double L1 { get; private init; }

    /// <summary>The memory of the squares, for <c>rmsprop</c>.</summary>
    /// <value>0 to below 1; 0.99 by default.</value>
    public double Alpha { get; private init; } = 0.99;

    /// <summary>The momentum of <c>sgd</c> and <c>rmsprop</c>.</summary>
    /// <value>0 to below 1; 0.9 by default, 0 for <c>rmsprop</c>.</value>
    public double Momentum { get; private init; } = 0.9;

    /// <summary>Whether <c>sgd</c> looks ahead; needs a momentum.</summary>
    /// <value>false by default.</value>
    public bool Nesterov { get; private init; }

    /// <summary>The memory of the first moment, for <c>adam</c> and <c>adamw</c>.</summary>
    /// <value>0 to below 1; 0.9 by default.</value>
    public double Beta1 { get; private init; } = 0.9;

    /// <summary>The memory of the second moment, for <c>adam</c> and <c>adamw</c>.</summary>
    /// <value>0 to below 1; 0.999 by default.</value>
    public double Beta2 { get; private init; } = 0.999;

    /// <summary>What is added to the root of the second moment, for <c>adam</c>, <c>adamw</c> and <c>rmsprop</c>.</summary>
    /// <value>1e-12 to 1; 1e-8 by default.</value>
    public double Epsilon { get; private init; } = 1e-8;

    /// <summary>Makes the optimiser, without parameters.</summary>
    public Optimizer Create() => Name switch
    {
        "sgd" => new SgdOptimizer(Momentum, Nesterov, WeightDecay, false, DecayBiasAndNorm),
        "rmsprop" => new RmspropOptimizer(Alpha, Epsilon, Momentum, WeightDecay, DecayBiasAndNorm),
        _ => new AdamOptimizer(Beta1, Beta2, Epsilon, WeightDecay, Name == "adamw", DecayBiasAndNorm),
    };

    internal static OptimizerOptions Read(SectionReader section)
    {
        var name = section.Choice("name", "sgd", "sgd", "adam", "adamw", "rmsprop");
        var (belowOne, epsilon) = (NumberRange.FromBelow(0, 1), NumberRange.FromTo(1e-12, 1));
        var options = name switch
        {
            "sgd" => new OptimizerOptions { Momentum = section.Number("momentum", 0.9, belowOne), Nesterov = section.Flag("nesterov", false) },
            "rmsprop" => new OptimizerOptions
            {
                Alpha = section.Number("alpha", 0.99, belowOne),
                Epsilon = section.Number("epsilon", 1e-8, epsilon),
                Momentum = section.Number("momentum", 0, belowOne),
            },
            _ => new OptimizerOptions
            {
                Beta1 = section.Number("beta1", 0.9, belowOne),
                Beta2 = section.Number("beta2", 0.999, belowOne),
                Epsilon = section.Number("epsilon", 1e-8, epsilon),
            },
        };
        if (options is { Nesterov: true, Momentum: 0 })
            section.Fault("nesterov", "is true, and 'momentum' is 0; Nesterov's look-ahead needs a momentum above 0");
        options = options with
        {
            Name = name,
            WeightDecay = section.Number("weightDecay", name == "adamw" ? 0.01 : 0, NumberRange.FromTo(0, 1)),
            DecayBiasAndNorm = section.Flag("decayBiasAndNorm", false),
            L1 = section.Given("l1") ? section.Number("l1", 0, NumberRange.FromTo(0, 1)) : 0,
        };
        section.Close();
        return options;
    }
}
