using System.IO.Enumeration;
using Mien.Neural;

namespace Mien.Learning.Recipes;

/// <summary>
/// A part of a run with its own learning rate and its own choice of what learns: transfer learning trains the head first and the body after it. Optimiser,
/// moving average and schedule start anew in each phase; the weights go on.
/// </summary>
public sealed record PhaseOptions
{
    /// <summary>How often the training rows are gone through.</summary>
    /// <value>1 to 10000.</value>
    public int Epochs { get; private init; }

    /// <summary>The largest learning rate of the schedule, which spans the phase.</summary>
    /// <value>Above 0 to 10; the schedule's by default.</value>
    public double LearningRate { get; private init; }

    /// <summary>Names of parameters that stay as they are; <c>*</c> stands for any letters, <c>?</c> for one.</summary>
    /// <value>Empty by default; <c>*</c> where <see cref="Train"/> is given alone.</value>
    public IReadOnlyList<string> Freeze { get; private init; } = [];

    /// <summary>Names of parameters that learn although <see cref="Freeze"/> names them.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<string> Train { get; private init; } = [];

    /// <summary>
    /// Whether a parameter learns. A batch normalisation whose scale and shift do not learn keeps its moving statistics and normalises by them.
    /// </summary>
    /// <param name="parameter">The parameter's name.</param>
    public bool Trains(string parameter) => Matches(Train, parameter) || !Matches(Freeze, parameter);

    /// <summary>How many numbers of a network learn in this phase.</summary>
    public long CountTrainable(Graph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Parameters.Values.Where(p => p.IsLearned && Trains(p.Name)).Sum(p => (long)p.Shape.Count);
    }

    /// <summary>The phase of a recipe that names none: all parameters, all epochs.</summary>
    internal static PhaseOptions Whole(int epochs, double learningRate) => new() { Epochs = epochs, LearningRate = learningRate };

    internal static PhaseOptions Read(SectionReader section, double learningRate)
    {
        if (!section.Has("epochs"))
            section.Fault("epochs", "is missing; say how long the phase lasts");
        var options = new PhaseOptions
        {
            Epochs = section.Integer("epochs", 1, 1, 10_000),
            LearningRate = section.Number("learningRate", learningRate, NumberRange.AboveTo(0, 10)),
            Freeze = section.Texts("freeze", section.Has("train") ? ["*"] : [], 100),
            Train = section.Texts("train", [], 100),
        };
        section.Close();
        return options;
    }

    /// <summary>Reports patterns that fit nothing in the network, and a phase in which nothing learns.</summary>
    internal void Check(SectionReader section, Graph network)
    {
        foreach (var (key, patterns) in new[] { ("freeze", Freeze), ("train", Train) })
        {
            foreach (var pattern in patterns.Where(p => !network.Parameters.Keys.Any(name => Matches([p], name))))
                section.Fault(key, $"names '{pattern}', which fits no parameter; the network has {Examples(network)}");
        }
        if (CountTrainable(network) == 0)
            section.Fault("freeze", "leaves nothing to learn; name what learns by 'train'");
    }

    private static string Examples(Graph network)
    {
        var names = network.Parameters.Values.Where(p => p.IsLearned).Select(p => p.Name).ToList();
        return $"{names[0]}, …, {names[^1]}";
    }

    private static bool Matches(IReadOnlyList<string> patterns, string name) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
