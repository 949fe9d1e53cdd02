using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Reference;

/// <summary>Activation functions by their definition.</summary>
internal static class ReferenceActivation
{
    public static Numbers Forward(ActivationFunction function, Numbers x) => x.Map(v => function.Kind switch
    {
        ActivationKind.Relu => Math.Max(v, 0),
        ActivationKind.Elu => v > 0 ? v : function.Alpha * (Math.Exp(v) - 1),
        ActivationKind.Relu6 => Math.Clamp(v, 0, 6),
        ActivationKind.Silu => v / (1 + Math.Exp(-v)),
        ActivationKind.HardSwish => v * Math.Clamp(v + 3, 0, 6) / 6,
        _ => 1 / (1 + Math.Exp(-v)),
    });

    /// <summary>The gradient; <paramref name="y"/> is the input where the function's gradient is taken from that.</summary>
    public static Numbers Gradient(ActivationFunction function, Numbers y, Numbers dy) => y.Zip(dy, (v, g) => function.Kind switch
    {
        ActivationKind.Relu => v > 0 ? g : 0,
        ActivationKind.Elu => v > 0 ? g : g * (v + function.Alpha),
        ActivationKind.Relu6 => v is > 0 and < 6 ? g : 0,
        ActivationKind.Silu => g * (1 + (v * (1 - Sigmoid(v)))) * Sigmoid(v),
        ActivationKind.HardSwish => v <= -3 ? 0 : v < 3 ? g * ((2 * v) + 3) / 6 : g,
        _ => g * v * (1 - v),
    });

    private static double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
}
