using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Learning.Optimizers;

/// <summary>
/// Stochastic gradient descent in PyTorch's meaning: b ← μ·b + g, p ← p − η·b (or p − η·(g + μ·b) with Nesterov's look-ahead,
/// Sutskever et al. 2013), without dampening. Coupled decay adds λ·p to g; decoupled decay shrinks p by 1 − η·λ instead.
/// </summary>
public sealed class SgdOptimizer : Optimizer
{
    private readonly bool _decoupled;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="nesterov">Needs a momentum above 0.</param>
    /// <param name="weightDecay">λ, from 0 to 1.</param>
    /// <param name="decoupledDecay">Decay beside the gradient instead of through it.</param>
    /// <param name="decayBiasAndNorm">Let biases and normalisations decay too.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public SgdOptimizer(
        double momentum = 0.9, bool nesterov = false, double weightDecay = 0, bool decoupledDecay = false, bool decayBiasAndNorm = false)
        : base(weightDecay, decayBiasAndNorm, "momentum")
    {
        Momentum = InRange(momentum, 0, Math.BitDecrement(1.0), "momentum");
        if (nesterov && momentum == 0)
            throw new ArgumentException("Nesterov's look-ahead needs a momentum above 0.", nameof(nesterov));
        Nesterov = nesterov;
        _decoupled = decoupledDecay;
    }

    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <summary>μ.</summary>
    /// <value>0 to below 1; 0.9 by default.</value>
    public double Momentum { get; }

    /// <summary>Whether the step looks ahead along the momentum.</summary>
    public bool Nesterov { get; }

    private protected override void Apply(Span<float> parameter, ReadOnlySpan<float> gradient, float[][] slots, double decay)
    {
        var step = new Step(
            GradientScale, _decoupled ? 0 : (float)decay, (float)Momentum, (float)LearningRate,
            _decoupled ? (float)(1 - LearningRate * decay) : 1, Nesterov);
        var buffer = slots[0].AsSpan();
        var p = MemoryMarshal.Cast<float, Vector<float>>(parameter);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        var b = MemoryMarshal.Cast<float, Vector<float>>(buffer);
        for (var i = 0; i < p.Length; i++)
        {
            var slope = g[i] * step.Scale + p[i] * step.Decay;
            b[i] = b[i] * step.Momentum + slope;
            var direction = step.Nesterov ? slope + b[i] * step.Momentum : b[i];
            p[i] = p[i] * step.Shrink - direction * step.Rate;
        }

        for (var i = p.Length * Vector<float>.Count; i < parameter.Length; i++)
        {
            var slope = gradient[i] * step.Scale + parameter[i] * step.Decay;
            buffer[i] = buffer[i] * step.Momentum + slope;
            var direction = step.Nesterov ? slope + buffer[i] * step.Momentum : buffer[i];
            parameter[i] = parameter[i] * step.Shrink - direction * step.Rate;
        }
    }

    private readonly record struct Step(float Scale, float Decay, float Momentum, float Rate, float Shrink, bool Nesterov);
}
