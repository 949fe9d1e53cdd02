using Mien.Learning.Recipes;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>
/// What a step of each phase of a recipe costs, in multiply-adds a picture: the forward half, the gradients of the weights that learn, and the gradients of what
/// lies between them and the loss. A phase in which only the head learns costs about a third of one in which all does.
/// </summary>
internal sealed class PhaseCosts
{
    private readonly Recipe recipe;
    private readonly double[] steps;

    /// <summary>Counts.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="network">Its network.</param>
    public PhaseCosts(Recipe recipe, Graph network)
    {
        this.recipe = recipe;
        var work = ModelSummary.MultiplyAddsByNode(network);
        Forward = Math.Max(1, work.Sum());
        steps = [.. recipe.Phases.Select(phase => Math.Max(1, OfStep(network, work, phase)))];
    }

    /// <summary>The multiply-adds of the forward half, at least 1.</summary>
    public double Forward { get; }

    /// <summary>The multiply-adds of a step of a phase.</summary>
    /// <param name="phase">The phase, from 0.</param>
    public double this[int phase] => steps[phase];

    /// <summary>The epochs of the phases after one, in epochs of that one.</summary>
    /// <param name="phase">The phase, from 0.</param>
    public double EpochsAfter(int phase) => Enumerable.Range(phase + 1, steps.Length - phase - 1).Sum(next => recipe.Phases[next].Epochs * steps[next] / steps[phase]);

    private static double OfStep(Graph network, IReadOnlyList<long> work, PhaseOptions phase)
    {
        var learns = network.Parameters.Values.Where(p => p.IsLearned && phase.Trains(p.Name)).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var sum = 0.0;
        for (var i = 0; i < network.Nodes.Count; i++)
        {
            var node = network.Nodes[i];
            sum += work[i] * (1 + node.Inputs.Take(2).Count(learns.Contains));
            if (node.Inputs.Any(learns.Contains))
                learns.UnionWith(node.Outputs);
        }
        return sum;
    }
}
