using Mien.Compute;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>The ONNX graph that is being written, as operators see it.</summary>
internal interface IOnnxExport
{
    /// <summary>The shape of a value for a batch of one.</summary>
    Shape Shape(string value);

    /// <summary>Adds a node with the graph node's inputs and outputs.</summary>
    void Add(string opType, Node node, params AttributeProto[] attributes);

    /// <summary>Adds a node with further inputs behind the graph node's own.</summary>
    void Add(string opType, Node node, IEnumerable<string> furtherInputs, params AttributeProto[] attributes);

    /// <summary>Stores a single number and gives its name.</summary>
    string Scalar(string name, float value);

    /// <summary>Stores numbers and gives their name.</summary>
    string Numbers(string name, params float[] values);

    /// <summary>Stores whole numbers and gives their name.</summary>
    string Integers(string name, params long[] values);
}
