using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Learning.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015) and, with decoupled decay, AdamW (Loshchilov and Hutter 2019), in PyTorch's meaning:
/// p ← p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε).
/// </summary>
public sealed class AdamOptimizer : Optimizer
{
    private readonly bool _decoupled;
    private double _firstCorrection;
    private double _secondCorrection;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="beta1">β₁, from 0 to below 1.</param>
    /// <param name="beta2">β₂, from 0 to below 1.</param>
    /// <param name="epsilon">ε, above 0 to 1.</param>
    /// <param name="weightDecay">λ, from 0 to 1.</param>
    /// <param name="decoupledDecay">AdamW: decay beside the gradient, p ← p·(1 − η·λ), instead of through it.</param>
    /// <param name="decayBiasAndNorm">Let biases and normalisations decay too.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public AdamOptimizer(
        double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool decoupledDecay = false,
        bool decayBiasAndNorm = false)
        : base(weightDecay, decayBiasAndNorm, "firstMoment", "secondMoment")
    {
        Beta1 = InRange(beta1, 0, Math.BitDecrement(1.0), "first beta");
        Beta2 = InRange(beta2, 0, Math.BitDecrement(1.0), "second beta");
        Epsilon = InRange(epsilon, double.Epsilon, 1, "epsilon");
        _decoupled = decoupledDecay;
    }

    /// <inheritdoc/>
    public override string Name => _decoupled ? "adamw" : "adam";

    /// <summary>β₁, the memory of the first moment.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the memory of the second moment.</summary>
    public double Beta2 { get; }

    /// <summary>ε, beside the root of the second moment.</summary>
    public double Epsilon { get; }

    private protected override void Prepare()
    {
        _firstCorrection = 1 - Math.Pow(Beta1, Steps);
        _secondCorrection = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
    }

    private protected override void Apply(Span<float> parameter, ReadOnlySpan<float> gradient, float[][] slots, double decay)
    {
        var step = new Step(
            GradientScale, _decoupled ? 0 : (float)decay, _decoupled ? (float)(1 - LearningRate * decay) : 1,
            (float)Beta1, (float)(1 - Beta1), (float)Beta2, (float)(1 - Beta2),
            (float)_secondCorrection, (float)Epsilon, (float)(LearningRate / _firstCorrection));
        var done = ApplyVectors(parameter, gradient, slots, step);
        var (first, second) = (slots[0], slots[1]);
        for (var i = done; i < parameter.Length; i++)
        {
            var slope = gradient[i] * step.Scale + parameter[i] * step.Decay;
            first[i] = first[i] * step.Keep1 + slope * step.Take1;
            second[i] = second[i] * step.Keep2 + slope * slope * step.Take2;
            var root = MathF.Sqrt(second[i]) / step.Correction + step.Epsilon;
            parameter[i] = parameter[i] * step.Shrink - first[i] / root * step.Rate;
        }
    }

    private static int ApplyVectors(Span<float> parameter, ReadOnlySpan<float> gradient, float[][] slots, in Step step)
    {
        var p = MemoryMarshal.Cast<float, Vector<float>>(parameter);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        var m = MemoryMarshal.Cast<float, Vector<float>>(slots[0].AsSpan());
        var v = MemoryMarshal.Cast<float, Vector<float>>(slots[1].AsSpan());
        var correction = new Vector<float>(step.Correction);
        var epsilon = new Vector<float>(step.Epsilon);
        for (var i = 0; i < p.Length; i++)
        {
            var slope = g[i] * step.Scale + p[i] * step.Decay;
            m[i] = m[i] * step.Keep1 + slope * step.Take1;
            v[i] = v[i] * step.Keep2 + slope * slope * step.Take2;
            var root = Vector.SquareRoot(v[i]) / correction + epsilon;
            p[i] = p[i] * step.Shrink - m[i] / root * step.Rate;
        }

        return p.Length * Vector<float>.Count;
    }

    private readonly record struct Step(
        float Scale, float Decay, float Shrink, float Keep1, float Take1, float Keep2, float Take2, float Correction, float Epsilon, float Rate);
}
