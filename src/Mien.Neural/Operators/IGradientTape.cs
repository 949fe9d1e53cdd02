using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>What a gradient rule writes to: the backward half of a training graph.</summary>
internal interface IGradientTape
{
    /// <summary>The type of a value of the forward half.</summary>
    TensorType TypeOf(string value);

    /// <summary>The name of the gradient that has arrived at a value, or null where none has.</summary>
    string? GradientOf(string value);

    /// <summary>Whether anything learned lies behind a value, so that its gradient is wanted.</summary>
    bool Needs(string value);

    /// <summary>The name of a vector of zeros.</summary>
    string Zeros(int count);

    /// <summary>Adds a step and names its outputs.</summary>
    string[] Emit(Operation operation, params string[] inputs);

    /// <summary>Adds a contribution to the gradient of a value.</summary>
    void Accumulate(string value, string gradient);
}
