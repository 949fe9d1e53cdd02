using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Onnx;

/// <summary>The graph that is being read, as operators see it.</summary>
internal interface IOnnxImport
{
    /// <summary>The version of the operators that the file is written in.</summary>
    int Opset { get; }

    /// <summary>The batch that the file fixes, or null where it leaves it free. Mien always leaves it free.</summary>
    long? FixedBatch { get; }

    /// <summary>The stored tensor that an input names, or null where the input is computed.</summary>
    OnnxTensor? Constant(OnnxNode node, int input);

    /// <summary>The shape of a computed input for a batch of one; the batch is always in front.</summary>
    /// <exception cref="ModelFormatException">The input is a stored tensor.</exception>
    Shape Shape(OnnxNode node, int input);

    /// <summary>Whole numbers that an input stores.</summary>
    /// <exception cref="ModelFormatException">The input is computed or not of whole numbers.</exception>
    long[] Integers(OnnxNode node, int input);

    /// <summary>The name of the value in the graph that a computed input stands for.</summary>
    /// <exception cref="ModelFormatException">The input is a stored tensor.</exception>
    string Computed(OnnxNode node, int input);

    /// <summary>The name of the parameter in the graph that a stored input becomes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Which input.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="shape">The shape it gets, where not its own.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <exception cref="ModelFormatException">The input is computed.</exception>
    string Parameter(OnnxNode node, int input, ParameterKind kind, Shape? shape = null, float factor = 1);

    /// <summary>The name of a parameter in the graph that holds one number of the node's, to be spread over a computed value.</summary>
    /// <param name="node">The node.</param>
    /// <param name="value">The number.</param>
    /// <param name="rank">The rank of the value.</param>
    string Number(OnnxNode node, float value, int rank);

    /// <summary>Adds a step that makes the node's first output, or another value.</summary>
    void Emit(OnnxNode node, Operation operation, IEnumerable<string> inputs, string? output = null);

    /// <summary>Lets the node's output stand for what its first input stands for.</summary>
    void Alias(OnnxNode node);

    /// <summary>Adds a stored input to the result of the matrix product that made a computed one, as its bias.</summary>
    /// <returns>False where that is impossible and the node must be an addition of its own.</returns>
    bool TryFuseBias(OnnxNode node, int computed, int stored);
}
