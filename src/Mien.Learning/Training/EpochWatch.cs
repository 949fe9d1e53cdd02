using Mien.Learning.Evaluation;
using Mien.Learning.Recipes;

namespace Mien.Learning.Training;

/// <summary>What the epochs so far mean for the learning rate and for the run's end. Immutable; a part of the checkpoint.</summary>
/// <param name="RateFactor">What the schedule's rate is multiplied by.</param>
/// <param name="Plateau">The waiting of the schedule.</param>
/// <param name="Stopping">The waiting of the run's end.</param>
/// <param name="IsStopped">Whether the run has ended before its epochs are over.</param>
internal sealed record EpochWatch(double RateFactor, Waiting Plateau, Waiting Stopping, bool IsStopped)
{
    /// <summary>Before the first epoch.</summary>
    public static EpochWatch Fresh { get; } = new(1, Waiting.Fresh, Waiting.Fresh, false);

    /// <summary>The mean of a figure over the outputs, so that larger is better; a figure that has no meaning for the rows counts as 0.</summary>
    public static double Score(SelectionMetric metric, IEnumerable<OutputFigures> figures) => metric switch
    {
        SelectionMetric.Accuracy => figures.Average(f => f.Accuracy),
        SelectionMetric.MacroF1 => figures.Average(f => f.MacroF1),
        SelectionMetric.MacroPrecision => figures.Average(f => f.MacroPrecision ?? 0),
        SelectionMetric.MacroRecall => figures.Average(f => f.MacroRecall ?? 0),
        SelectionMetric.WeightedF1 => figures.Average(f => f.WeightedF1 ?? 0),
        SelectionMetric.Top2Accuracy => figures.Average(f => f.Top2Accuracy ?? 0),
        SelectionMetric.Kappa => figures.Average(f => f.Kappa ?? 0),
        SelectionMetric.RocAuc => figures.Average(f => f.RocAuc ?? 0),
        SelectionMetric.Ece => -figures.Average(f => f.Ece ?? 0),
        _ => -figures.Average(f => f.Loss),
    };

    /// <summary>After a further epoch.</summary>
    /// <param name="recipe">What the run goes by.</param>
    /// <param name="phase">The epoch's phase, from 0.</param>
    /// <param name="figures">Those of each output on the rows that choose.</param>
    public EpochWatch After(Recipe recipe, int phase, IReadOnlyCollection<OutputFigures> figures)
    {
        var next = this;
        if (recipe.Schedule.Plateau is { } plateau)
        {
            var waiting = Plateau.After(Score(plateau.Metric, figures), plateau.MinDelta);
            next = waiting.Epochs < plateau.Patience
                ? next with { Plateau = waiting }
                : next with { Plateau = waiting with { Epochs = 0 }, RateFactor = Math.Max(RateFactor * plateau.Factor, plateau.LeastFactor(recipe.Phases[phase].LearningRate)) };
        }
        if (recipe.Stopping is { } stopping)
        {
            var waiting = Stopping.After(Score(stopping.Metric, figures), stopping.MinDelta);
            next = next with { Stopping = waiting, IsStopped = waiting.Epochs >= stopping.Patience };
        }
        return next;
    }
}

/// <summary>The best figure so far, and the epochs without a better one since.</summary>
/// <param name="Best">The best, larger is better.</param>
/// <param name="Epochs">The epochs since.</param>
internal sealed record Waiting(double Best, int Epochs)
{
    public static Waiting Fresh { get; } = new(double.NegativeInfinity, 0);

    public Waiting After(double score, double minDelta) => score > Best + minDelta ? new(score, 0) : this with { Epochs = Epochs + 1 };
}
