using Mien.Neural;

namespace Mien.Learning.Optimizers;

/// <summary>
/// Updates parameters, which are flat f32 spans known by name, from their gradients. Each parameter is registered once; a step is
/// <see cref="BeginStep"/> and then one <see cref="Update"/> for each parameter, which different threads may call for different parameters.
/// Every operation works element by element, so the result is the same, bit for bit, on any width of SIMD and any number of threads.
/// </summary>
public abstract class Optimizer
{
    private readonly StateTable _state;
    private readonly HashSet<string> _decaying = new(StringComparer.Ordinal);
    private readonly bool _decayBiasAndNorm;
    private bool _begun;

    private protected Optimizer(double weightDecay, bool decayBiasAndNorm, params string[] slots)
    {
        WeightDecay = InRange(weightDecay, 0, 1, "weight decay");
        _decayBiasAndNorm = decayBiasAndNorm;
        _state = new StateTable(slots);
    }

    /// <summary>The name that recipes use.</summary>
    /// <value><c>sgd</c>, <c>adam</c>, <c>adamw</c> or <c>rmsprop</c>.</value>
    public abstract string Name { get; }

    /// <summary>The weight decay of the parameters that decay.</summary>
    /// <value>0 to 1.</value>
    public double WeightDecay { get; }

    /// <summary>The number of steps that have begun.</summary>
    public long Steps { get; private set; }

    /// <summary>The learning rate of the step that has begun.</summary>
    public double LearningRate { get; private set; }

    /// <summary>The factor on every gradient of the step that has begun.</summary>
    public float GradientScale { get; private set; } = 1;

    /// <summary>The live state arrays, in the order of registration, for a checkpoint.</summary>
    public IReadOnlyList<NamedState> State => _state.All();

    /// <summary>Makes a parameter known; its state starts at zero.</summary>
    /// <param name="name">Unlike every other.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="kind">Biases and normalisations do not decay unless the optimiser was told to.</param>
    /// <exception cref="ArgumentException">The name is taken, or it is a statistic or a constant, which no gradient moves.</exception>
    public void Register(string name, int length, ParameterKind kind)
    {
        if (kind is ParameterKind.Statistic or ParameterKind.Constant)
            throw new ArgumentException($"'{name}' is a {(kind == ParameterKind.Constant ? "constant" : "statistic")}, which is not learned.", nameof(kind));
        _state.Add(name, length);
        if (kind == ParameterKind.Weight || _decayBiasAndNorm)
            _decaying.Add(name);
    }

    /// <summary>Begins a step.</summary>
    /// <param name="learningRate">At least 0, finite.</param>
    /// <param name="gradientScale">A factor on every gradient, such as that of <see cref="GradientNorm.ClipFactor"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public void BeginStep(double learningRate, float gradientScale = 1)
    {
        LearningRate = InRange(learningRate, 0, double.MaxValue, "learning rate");
        GradientScale = gradientScale;
        Steps++;
        _begun = true;
        Prepare();
    }

    /// <summary>Updates one parameter in place.</summary>
    /// <param name="name">A registered parameter.</param>
    /// <param name="parameter">Its values.</param>
    /// <param name="gradient">As many gradients.</param>
    /// <exception cref="ArgumentException">The name is unknown or a length is wrong.</exception>
    /// <exception cref="InvalidOperationException">No step has begun.</exception>
    public void Update(string name, Span<float> parameter, ReadOnlySpan<float> gradient)
    {
        if (!_begun)
            throw new InvalidOperationException("Update was called before BeginStep.");
        var slots = _state.Of(name);
        if (parameter.Length != slots[0].Length || gradient.Length != parameter.Length)
            throw new ArgumentException(
                $"The parameter '{name}' was registered with {slots[0].Length} values, and got {parameter.Length} values and {gradient.Length} gradients.");
        Apply(parameter, gradient, slots, _decaying.Contains(name) ? WeightDecay : 0);
    }

    /// <summary>Continues from a saved state, exactly.</summary>
    /// <param name="steps">The saved <see cref="Steps"/>.</param>
    /// <param name="states">The saved <see cref="State"/>; all of it, in any order.</param>
    /// <exception cref="ArgumentException">An array is missing, unknown or of another length; nothing is changed then.</exception>
    public void Restore(long steps, IEnumerable<NamedState> states)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        _state.Restore(states);
        Steps = steps;
        _begun = false;
    }

    private protected virtual void Prepare()
    {
    }

    private protected abstract void Apply(Span<float> parameter, ReadOnlySpan<float> gradient, float[][] slots, double decay);

    private protected static double InRange(double value, double low, double high, string what) =>
        value >= low && value <= high
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, FormattableString.Invariant($"The {what} must lie from {low} to {high}."));
}
