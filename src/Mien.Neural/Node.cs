using System.Collections.Immutable;
using Mien.Compute.Operations;

namespace Mien.Neural;

/// <summary>One step of a graph: an operation on named values.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Inputs">The names of the values it reads, in the operation's order.</param>
/// <param name="Outputs">The names of the values it makes, in the operation's order.</param>
public sealed record Node(Operation Operation, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs)
{
    /// <summary>For example "y = Convolution(x, weight)".</summary>
    public override string ToString() => $"{string.Join(", ", Outputs)} = {Operation.Name}({string.Join(", ", Inputs)})";
}
