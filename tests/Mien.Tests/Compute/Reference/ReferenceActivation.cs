using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Reference;

/// <summary>Activation functions by their definition.</summary>
internal static class ReferenceActivation
{
    public static Numbers Forward(ActivationFunction function, Numbers x) => x.Map(v => function.Kind switch
    {
        ActivationKind.Relu => Math.Max(v, 0),
        ActivationKind.Elu => v > 0 ? v : function.Alpha * (Math.Exp(v) - 1),
        _ => 1 / (1 + Math.Exp(-v)),
    });

    public static Numbers Gradient(ActivationFunction function, Numbers y, Numbers dy) => y.Zip(dy, (v, g) => function.Kind switch
    {
        ActivationKind.Relu => v > 0 ? g : 0,
        ActivationKind.Elu => v > 0 ? g : g * (v + function.Alpha),
        _ => g * v * (1 - v),
    });
}
