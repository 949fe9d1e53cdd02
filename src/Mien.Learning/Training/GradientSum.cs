using System.Numerics.Tensors;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>
/// The gradients that an update takes where they are not those of one batch alone: the mean over several batches, and the slope of the L1 penalty λ·Σ|w| on
/// weights (Tibshirani 1996). Has no part where neither is asked for.
/// </summary>
internal sealed class GradientSum(TrainingStep step, int batches, double l1)
{
    private readonly Dictionary<string, float[]> sums = batches > 1 || l1 > 0
        ? step.Learned.ToDictionary(p => p.Name, p => new float[p.Shape.Count])
        : [];

    /// <summary>Batches added since the last update.</summary>
    public int Pending { get; private set; }

    /// <summary>Whether the next update is due.</summary>
    public bool IsDue => Pending >= batches;

    /// <summary>The sums that a checkpoint keeps.</summary>
    public IEnumerable<KeyValuePair<string, float[]>> Arrays => batches > 1 ? sums : [];

    /// <summary>Adds the gradients that the step has computed.</summary>
    public void Add()
    {
        Pending++;
        foreach (var (name, sum) in sums)
            TensorPrimitives.Add(sum, step.Gradient(name), sum);
    }

    /// <summary>Makes the gradients of an update out of the sums.</summary>
    public void Finish()
    {
        foreach (var parameter in sums.Count == 0 ? [] : step.Learned)
        {
            var sum = sums[parameter.Name];
            if (Pending > 1)
                TensorPrimitives.Divide(sum, Pending, sum);
            if (l1 > 0 && parameter.Kind == ParameterKind.Weight)
                AddPenalty(sum, step.Parameter(parameter.Name), (float)l1);
        }
    }

    /// <summary>The gradient of an update.</summary>
    public ReadOnlySpan<float> Of(string name) => sums.TryGetValue(name, out var sum) ? sum : step.Gradient(name);

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        Pending = 0;
        foreach (var sum in sums.Values)
            Array.Clear(sum);
    }

    /// <summary>Continues from a checkpoint.</summary>
    public void Restore(int pending, Func<string, int, float[]> find)
    {
        Pending = batches > 1 ? pending : 0;
        foreach (var (name, sum) in batches > 1 ? sums : [])
            find(name, sum.Length).CopyTo(sum, 0);
    }

    private static void AddPenalty(float[] gradient, ReadOnlySpan<float> weights, float strength)
    {
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] += weights[i] > 0 ? strength : weights[i] < 0 ? -strength : 0;
    }
}
