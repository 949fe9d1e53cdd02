using Mien.Learning.Optimizers;
using Mien.Learning.Recipes;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>Everything about a run that changes: the network's numbers, the optimiser's and the moving average's.</summary>
internal sealed class TrainingState
{
    private readonly Optimizer optimizer;
    private readonly ExponentialMovingAverage? average;
    private readonly double? gradientClip;
    private readonly Graph network;
    private readonly TrainingStep step;
    private readonly GradientSum sum;

    public TrainingState(Recipe recipe, Graph network, TrainingStep step)
    {
        (this.network, this.step, gradientClip) = (network, step, recipe.Training.GradientClip);
        sum = new GradientSum(step, recipe.Training.Accumulate, recipe.Optimizer.L1);
        optimizer = recipe.Optimizer.Create();
        average = recipe.Training.Ema is { } decay ? new ExponentialMovingAverage(decay) : null;
        foreach (var parameter in step.Learned)
            optimizer.Register(parameter.Name, parameter.Shape.Count, parameter.Kind);
        foreach (var parameter in Numbers)
            average?.Register(parameter.Name, parameter.Values);
    }

    /// <summary>Updates of the moving average.</summary>
    public long AverageUpdates => average?.Updates ?? 0;

    private IEnumerable<Parameter> Numbers => network.Parameters.Values.Where(p => p.Kind != ParameterKind.Constant);

    /// <summary>Updates of the parameters.</summary>
    public long Updates => optimizer.Steps;

    /// <summary>Batches whose gradients wait for an update.</summary>
    public int Pending => sum.Pending;

    /// <summary>Moves the parameters along the gradients that the step has computed, where enough batches are together.</summary>
    /// <param name="learningRate">The rate.</param>
    /// <param name="isLast">Whether no further batch follows in the epoch, so that those at hand must do.</param>
    /// <returns>The gradients' Euclidean norm before clipping; 0 where nothing is clipped.</returns>
    public double Update(double learningRate, bool isLast)
    {
        sum.Add();
        step.FollowStatistics();
        if (!sum.IsDue && !isLast)
            return 0;
        sum.Finish();
        var norm = default(GradientNorm);
        if (gradientClip is not null)
        {
            foreach (var parameter in step.Learned)
                norm.Add(sum.Of(parameter.Name));
        }
        optimizer.BeginStep(learningRate, gradientClip is { } largest ? norm.ClipFactor(largest) : 1);
        foreach (var parameter in step.Learned)
            optimizer.Update(parameter.Name, step.Parameter(parameter.Name), sum.Of(parameter.Name));
        sum.Clear();
        Average();
        return norm.Value;
    }

    /// <summary>Gives a network of the same shape the numbers that are evaluated and kept: the moving averages where there are any.</summary>
    public void CopyTo(Graph target)
    {
        step.Export();
        foreach (var parameter in Numbers)
        {
            var values = average is null ? parameter.Values : average.Average(parameter.Name);
            values.CopyTo(target.Parameters[parameter.Name].Values);
        }
    }

    /// <summary>Gives the network the numbers that have been learned.</summary>
    public void Export() => step.Export();

    /// <summary>All arrays for a checkpoint.</summary>
    public List<KeyValuePair<string, float[]>> Arrays()
    {
        step.Export();
        var arrays = Numbers.Select(p => KeyValuePair.Create($"parameter/{p.Name}", p.Values)).ToList();
        arrays.AddRange(optimizer.State.Select(s => KeyValuePair.Create($"optimizer/{s.Slot}/{s.Parameter}", s.Values)));
        arrays.AddRange(sum.Arrays.Select(s => KeyValuePair.Create($"gradient/{s.Key}", s.Value)));
        arrays.AddRange(average?.State.Select(s => KeyValuePair.Create($"average/{s.Parameter}", s.Values)) ?? []);
        return arrays;
    }

    /// <summary>Continues from a checkpoint's arrays.</summary>
    /// <exception cref="ArgumentException">An array is missing or has another length.</exception>
    public void Restore(IReadOnlyDictionary<string, float[]> arrays, long steps, long averageUpdates, int pending = 0)
    {
        foreach (var parameter in Numbers)
            Find(arrays, $"parameter/{parameter.Name}", parameter.Values.Length).CopyTo(parameter.Values);
        step.Import();
        sum.Restore(pending, (name, length) => Find(arrays, $"gradient/{name}", length));
        optimizer.Restore(steps, optimizer.State.Select(s => s with { Values = Find(arrays, $"optimizer/{s.Slot}/{s.Parameter}", s.Values.Length) }).ToList());
        average?.Restore(averageUpdates, average.State.Select(s => s with { Values = Find(arrays, $"average/{s.Parameter}", s.Values.Length) }).ToList());
    }

    private static float[] Find(IReadOnlyDictionary<string, float[]> arrays, string name, int length) =>
        arrays.TryGetValue(name, out var values) && values.Length == length
            ? values
            : throw new ArgumentException($"The checkpoint has no array '{name}' of {length} numbers.");

    private void Average()
    {
        if (average is null)
            return;
        average.BeginUpdate();
        foreach (var parameter in Numbers)
            average.Update(parameter.Name, parameter.IsLearned ? step.Parameter(parameter.Name) : parameter.Values);
    }
}
