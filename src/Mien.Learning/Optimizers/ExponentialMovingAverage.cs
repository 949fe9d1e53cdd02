using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Learning.Optimizers;

/// <summary>
/// An exponential moving average of weights: a ← a + (1 − d)·(w − a), where d is the decay, warmed up as min(decay, (1 + t)/(10 + t)) over
/// the t updates before, so that the average forgets the random start quickly.
/// </summary>
public sealed class ExponentialMovingAverage
{
    private readonly StateTable _state = new("average");
    private float _take = float.NaN;

    /// <summary>Makes the average.</summary>
    /// <param name="decay">From 0 (the newest weights) to below 1.</param>
    /// <param name="warmUp">Whether the decay grows from 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of its range.</exception>
    public ExponentialMovingAverage(double decay, bool warmUp = true)
    {
        if (!(decay is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay of the average must lie from 0 to below 1.");
        Decay = decay;
        WarmUp = warmUp;
    }

    /// <summary>The decay after the warm-up.</summary>
    public double Decay { get; }

    /// <summary>Whether the decay grows from 0.1.</summary>
    public bool WarmUp { get; }

    /// <summary>The number of updates that have begun.</summary>
    public long Updates { get; private set; }

    /// <summary>The live arrays in the order of registration, for a checkpoint.</summary>
    public IReadOnlyList<NamedState> State => _state.All();

    /// <summary>Makes a parameter known; its average starts at the given values.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Register(string name, ReadOnlySpan<float> values)
    {
        _state.Add(name, values.Length);
        values.CopyTo(_state.Of(name)[0]);
    }

    /// <summary>Begins an update, which is then one <see cref="Update"/> for each parameter.</summary>
    public void BeginUpdate()
    {
        var decay = WarmUp ? Math.Min(Decay, (1.0 + Updates) / (10.0 + Updates)) : Decay;
        _take = (float)(1 - decay);
        Updates++;
    }

    /// <summary>Moves the average of one parameter towards its values.</summary>
    /// <exception cref="ArgumentException">The name is unknown or the length is wrong.</exception>
    /// <exception cref="InvalidOperationException">No update has begun.</exception>
    public void Update(string name, ReadOnlySpan<float> values)
    {
        if (float.IsNaN(_take))
            throw new InvalidOperationException("Update was called before BeginUpdate.");
        var average = _state.Of(name)[0].AsSpan();
        if (average.Length != values.Length)
            throw new ArgumentException($"The parameter '{name}' was registered with {average.Length} values and got {values.Length}.");
        var a = MemoryMarshal.Cast<float, Vector<float>>(average);
        var w = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (var i = 0; i < a.Length; i++)
            a[i] += (w[i] - a[i]) * _take;
        for (var i = a.Length * Vector<float>.Count; i < average.Length; i++)
            average[i] += (values[i] - average[i]) * _take;
    }

    /// <summary>The average of one parameter.</summary>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    public ReadOnlySpan<float> Average(string name) => _state.Of(name)[0];

    /// <summary>Continues from a saved state, exactly.</summary>
    /// <param name="updates">The saved <see cref="Updates"/>.</param>
    /// <param name="states">The saved <see cref="State"/>; all of it, in any order.</param>
    /// <exception cref="ArgumentException">An array is missing, unknown or of another length; nothing is changed then.</exception>
    public void Restore(long updates, IEnumerable<NamedState> states)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(updates);
        _state.Restore(states);
        Updates = updates;
        _take = float.NaN;
    }
}
