using Mien.Learning.Losses;

namespace Mien.Learning.Recipes;

/// <summary>What is minimised.</summary>
public sealed record LossOptions
{
    /// <summary>The loss.</summary>
    /// <value><c>cross-entropy</c> (default), <c>focal</c> or <c>mse</c>: the mean squared error of the probabilities.</value>
    public string Name { get; private init; } = "";

    /// <summary>How much less <c>focal</c> weighs rows that are right already.</summary>
    /// <value>0 to 10; 2 by default.</value>
    public double Gamma { get; private init; } = 2;

    /// <summary>The share of the target that is spread over all classes.</summary>
    /// <value>0 to below 1; 0 by default.</value>
    public double LabelSmoothing { get; private init; }

    /// <summary>How the classes are weighed: <c>none</c>, <c>balanced</c> or a list of weights.</summary>
    /// <value><see cref="ClassWeighting.None"/> by default.</value>
    public ClassWeighting Weighting { get; private init; }

    /// <summary>The listed weights, one a class of every output; empty unless listed.</summary>
    /// <value>Each 0 to 1000.</value>
    public IReadOnlyList<double> ClassWeights { get; private init; } = [];

    /// <summary>Makes the loss of one output.</summary>
    /// <param name="classMass">The summed training targets of each class, for <c>balanced</c>.</param>
    public ILoss Create(ReadOnlySpan<double> classMass)
    {
        var weights = Weighting switch
        {
            ClassWeighting.Balanced => Losses.ClassWeights.Balanced(classMass),
            ClassWeighting.List => ClassWeights,
            _ => null,
        };
        return Name switch
        {
            "focal" => new FocalLoss(Gamma, LabelSmoothing, weights),
            "mse" => new MeanSquaredErrorLoss(LabelSmoothing, weights),
            _ => new CrossEntropyLoss(LabelSmoothing, weights),
        };
    }

    /// <summary>Takes over what <c>balance: { method: class-weights }</c> asks for.</summary>
    internal LossOptions Balanced(SectionReader recipe, BalanceOptions balance)
    {
        if (balance.Method != BalanceMethod.ClassWeights)
            return this;
        if (Weighting == ClassWeighting.List)
            recipe.Fault("balance", "asks for class weights, and 'loss.classWeights' lists others; give one of the two");
        return this with { Weighting = ClassWeighting.Balanced };
    }

    internal static LossOptions Read(SectionReader section, IReadOnlyList<OutputOptions> outputs)
    {
        var name = section.Choice("name", "cross-entropy", "cross-entropy", "focal", "mse");
        var gamma = name == "focal" ? section.Number("gamma", 2, NumberRange.FromTo(0, 10)) : 2;
        var smoothing = section.Number("labelSmoothing", 0, NumberRange.FromBelow(0, 1));
        var (weighting, weights) = (ClassWeighting.None, (IReadOnlyList<double>)[]);
        if (section.HasList("classWeights"))
        {
            weighting = ClassWeighting.List;
            weights = section.Numbers("classWeights", [], NumberRange.FromTo(0, 1000), 2, 100);
            if (outputs.FirstOrDefault(output => output.Classes != weights.Count) is { } other && weights.Count > 0)
                section.Fault("classWeights", $"lists {weights.Count} weights; the output '{other.Name}' has {other.Classes} classes");
        }
        else if (section.ChoiceOr("classWeights", "none", ", or a list of weights", "none", "balanced") == "balanced")
        {
            weighting = ClassWeighting.Balanced;
        }

        section.Close();
        return new LossOptions { Name = name, Gamma = gamma, LabelSmoothing = smoothing, Weighting = weighting, ClassWeights = weights };
    }
}
