using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Learning.Optimizers;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012) in PyTorch's meaning: v ← α·v + (1 − α)·g², b ← μ·b + g/(√v + ε), p ← p − η·b. Weight decay goes through the gradient.
/// Keras's is the same with α = 0.9 and ε = 1e-7.
/// </summary>
public sealed class RmspropOptimizer : Optimizer
{
    /// <summary>Makes the optimiser.</summary>
    /// <param name="alpha">α, from 0 to below 1.</param>
    /// <param name="epsilon">ε, above 0 to 1.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="weightDecay">λ, from 0 to 1.</param>
    /// <param name="decayBiasAndNorm">Let biases and normalisations decay too.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public RmspropOptimizer(double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, double weightDecay = 0, bool decayBiasAndNorm = false)
        : base(weightDecay, decayBiasAndNorm, "squares", "momentum")
    {
        Alpha = InRange(alpha, 0, Math.BitDecrement(1.0), "alpha");
        Epsilon = InRange(epsilon, double.Epsilon, 1, "epsilon");
        Momentum = InRange(momentum, 0, Math.BitDecrement(1.0), "momentum");
    }

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <summary>α, the memory of the squares.</summary>
    public double Alpha { get; }

    /// <summary>ε, beside the root of the squares.</summary>
    public double Epsilon { get; }

    /// <summary>μ.</summary>
    public double Momentum { get; }

    private protected override void Apply(Span<float> parameter, ReadOnlySpan<float> gradient, float[][] slots, double decay)
    {
        var step = new Step(GradientScale, (float)decay, (float)Alpha, (float)(1 - Alpha), (float)Epsilon, (float)Momentum, (float)LearningRate);
        var (squares, buffer) = (slots[0], slots[1]);
        for (var i = ApplyVectors(parameter, gradient, slots, step); i < parameter.Length; i++)
        {
            var slope = gradient[i] * step.Scale + parameter[i] * step.Decay;
            squares[i] = squares[i] * step.Keep + slope * slope * step.Take;
            buffer[i] = buffer[i] * step.Momentum + slope / (MathF.Sqrt(squares[i]) + step.Epsilon);
            parameter[i] -= buffer[i] * step.Rate;
        }
    }

    private static int ApplyVectors(Span<float> parameter, ReadOnlySpan<float> gradient, float[][] slots, in Step step)
    {
        var p = MemoryMarshal.Cast<float, Vector<float>>(parameter);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        var v = MemoryMarshal.Cast<float, Vector<float>>(slots[0].AsSpan());
        var b = MemoryMarshal.Cast<float, Vector<float>>(slots[1].AsSpan());
        var epsilon = new Vector<float>(step.Epsilon);
        for (var i = 0; i < p.Length; i++)
        {
            var slope = g[i] * step.Scale + p[i] * step.Decay;
            v[i] = v[i] * step.Keep + slope * slope * step.Take;
            b[i] = b[i] * step.Momentum + slope / (Vector.SquareRoot(v[i]) + epsilon);
            p[i] -= b[i] * step.Rate;
        }

        return p.Length * Vector<float>.Count;
    }

    private readonly record struct Step(float Scale, float Decay, float Keep, float Take, float Epsilon, float Momentum, float Rate);
}
