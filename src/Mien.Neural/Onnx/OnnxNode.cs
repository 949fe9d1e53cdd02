using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>A node of an ONNX file as an operator reads it. It remembers which attributes were asked for: one that nobody knows is a fault.</summary>
internal sealed class OnnxNode(NodeProto node, string file)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public string OpType => node.OpType;

    /// <summary>How many inputs are written, those left out in between included.</summary>
    public int InputCount => node.Input.Count;

    public string Output => node.Output[0];

    /// <summary>What messages call the node.</summary>
    public string Description => $"{file}: node '{(node.HasName && node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault())}' ({node.OpType})";

    /// <summary>Whether an input is there: later ones may be left out.</summary>
    public bool HasInput(int index) => index < node.Input.Count && node.Input[index].Length > 0;

    /// <summary>The name of an input.</summary>
    /// <exception cref="ModelFormatException">It is left out.</exception>
    public string Input(int index) => HasInput(index) ? node.Input[index] : throw Fault($"lacks its input {index}");

    /// <summary>Whether an attribute is there.</summary>
    public bool Has(string name) => node.Attribute.Any(a => a.Name == name);

    public int Int(string name, int fallback) => Narrow(Attribute(name, AttributeProto.Types.AttributeType.Int)?.I ?? fallback, name);

    public float Float(string name, float fallback) => Attribute(name, AttributeProto.Types.AttributeType.Float)?.F ?? fallback;

    public string? Text(string name) => Attribute(name, AttributeProto.Types.AttributeType.String)?.S.ToStringUtf8();

    public int[]? Ints(string name) =>
        Longs(name)?.Select(i => Narrow(i, name)).ToArray();

    /// <summary>Whole numbers of any size: the ends of slices reach to infinity.</summary>
    public long[]? Longs(string name) => Attribute(name, AttributeProto.Types.AttributeType.Ints) is { } found ? [.. found.Ints] : null;

    public TensorProto? Tensor(string name) => Attribute(name, AttributeProto.Types.AttributeType.Tensor)?.T;

    /// <summary>All floats of an attribute.</summary>
    public float[]? Floats(string name) => Attribute(name, AttributeProto.Types.AttributeType.Floats) is { } found ? [.. found.Floats] : null;

    /// <summary>Throws unless an attribute has the one value that is supported, which is also its default.</summary>
    public void Require(string name, int value)
    {
        if (Int(name, value) is var actual && actual != value)
            throw Fault($"has {name} = {actual}; Mien supports {value} only");
    }

    /// <summary>Throws where the node has attributes or outputs that the operator has not asked for.</summary>
    /// <param name="outputs">How many outputs the operator makes.</param>
    public void CheckAllRead(int outputs)
    {
        foreach (var attribute in node.Attribute)
        {
            if (!asked.Contains(attribute.Name))
                throw Fault($"has the attribute '{attribute.Name}', which Mien does not know");
        }
        if (node.Output.Skip(outputs).Any(o => o.Length > 0))
            throw Fault($"has {node.Output.Count} outputs; Mien supports {outputs} only");
    }

    /// <summary>A fault of this node.</summary>
    /// <param name="what">What is wrong, as the rest of a sentence that begins with the node.</param>
    public ModelFormatException Fault(string what) => new($"{Description} {what}.");

    private AttributeProto? Attribute(string name, AttributeProto.Types.AttributeType type)
    {
        asked.Add(name);
        var found = node.Attribute.FirstOrDefault(a => a.Name == name);
        // Files before IR version 2 leave the type out.
        if (found is { HasType: true } && found.Type != type)
            throw Fault($"has the attribute '{name}' of type {found.Type}; it must be {type}");
        return found;
    }

    private int Narrow(long value, string name) =>
        value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fault($"has the impossible value {value} in '{name}'");
}
