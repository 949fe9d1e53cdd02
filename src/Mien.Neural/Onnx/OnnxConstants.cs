using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>
/// The stored tensors of a file, and those that nodes make of stored ones alone: constants, second names, casts, and the arithmetic of shapes that
/// exporters write in front of a Reshape. Such nodes leave no trace in the graph.
/// </summary>
internal sealed class OnnxConstants(string file)
{
    // Shapes have a handful of numbers; a chain of nodes that doubles them must not fill the memory.
    private const long MostFolded = 1 << 24;
    private readonly Dictionary<string, OnnxTensor> tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private long folded;

    /// <summary>The names of the stored tensors, with their places in the file.</summary>
    public IReadOnlyDictionary<string, int> Names => places;

    public bool Contains(string name) => tensors.ContainsKey(name);

    public void AddAll(IEnumerable<TensorProto> source)
    {
        foreach (var tensor in source)
        {
            if (!tensors.TryAdd(tensor.Name, OnnxTensorDecoder.Decode(tensor, tensor.Name, file)))
                throw new ModelFormatException($"{file} stores two tensors named '{tensor.Name}'.");
            places.Add(tensor.Name, places.Count);
        }
    }

    /// <summary>A constant by name, or null.</summary>
    public OnnxTensor? Find(string name) => tensors.GetValueOrDefault(name);

    /// <summary>Evaluates a node if it depends on constants alone, or on the shape of a value alone.</summary>
    public bool TryFold(OnnxNode node, IOnnxImport import)
    {
        var result = node.OpType switch
        {
            "Constant" => Constant(node),
            "Shape" => ShapeOf(node, import),
            "Identity" when Given(node, 0) is { } x => x with { Name = node.Output },
            "Cast" when Given(node, 0) is { } x => Cast(node, x),
            "Gather" when Given(node, 0) is { Integers: { } from } && Given(node, 1) is { Integers: { } at } index => Gather(node, from, at, index),
            "Unsqueeze" or "Squeeze" when Given(node, 0) is { Integers: [var single] } => Scalar(node, single, import),
            "Concat" when All(node) is { } parts => Join(node, parts),
            _ => null,
        };
        if (result is null)
            return false;
        node.CheckAllRead(1);
        if (!tensors.TryAdd(node.Output, result))
            throw node.Fault($"makes the value '{node.Output}' a second time");
        return true;
    }

    private OnnxTensor? Given(OnnxNode node, int input) => node.HasInput(input) ? Find(node.Input(input)) : null;

    private List<OnnxTensor>? All(OnnxNode node)
    {
        List<OnnxTensor> all = [];
        for (var i = 0; i < node.InputCount; i++)
        {
            if (Given(node, i) is not { Integers: not null } tensor)
                return null;
            all.Add(tensor);
        }
        return all;
    }

    private OnnxTensor Constant(OnnxNode node)
    {
        if (node.Tensor("value") is { } tensor)
            return OnnxTensorDecoder.Decode(tensor, node.Output, file);
        if (node.Longs("value_ints") is { } integers)
            return OnnxTensor.Vector(node.Output, integers);
        if (node.Floats("value_floats") is { } floats)
            return Checked(new OnnxTensor(node.Output, [floats.Length]) { Floats = floats });
        if (node.Has("value_int"))
            return new OnnxTensor(node.Output, []) { Integers = [node.Int("value_int", 0)] };
        if (node.Has("value_float"))
            return Checked(new OnnxTensor(node.Output, []) { Floats = [node.Float("value_float", 0)] });
        throw node.Fault("holds no numbers that Mien reads");
    }

    private OnnxTensor Checked(OnnxTensor tensor)
    {
        NumberFormats.RequireFinite(tensor.Floats, tensor.Name, file);
        return tensor;
    }

    private static OnnxTensor ShapeOf(OnnxNode node, IOnnxImport import)
    {
        if (import.Constant(node, 0) is { } constant)
            return OnnxTensor.Vector(node.Output, [.. constant.Dimensions.Select(d => (long)d)]);
        long[] dimensions = [OnnxTensor.Batch, .. import.Shape(node, 0).Dimensions[1..].ToArray().Select(d => (long)d)];
        var start = Clamp(node.Int("start", 0), dimensions.Length);
        var end = Clamp(node.Int("end", int.MaxValue), dimensions.Length);
        return OnnxTensor.Vector(node.Output, start < end ? dimensions[start..end] : []);
    }

    // A cast between numbers changes nothing here: all numbers are f32 and all whole numbers 64 bits wide.
    private OnnxTensor Cast(OnnxNode node, OnnxTensor x)
    {
        _ = node.Int("saturate", 1);
        var toFloat = (TensorProto.Types.DataType)node.Int("to", 0) is
            TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double;
        if (x.Integers is { } integers && toFloat)
        {
            if (integers.Contains(OnnxTensor.Batch))
                throw node.Fault("computes with the batch, which is chosen only when the network runs");
            Charge(node, integers.Length);
            return new OnnxTensor(node.Output, x.Dimensions) { Floats = [.. integers.Select(v => (float)v)] };
        }
        if (x.Floats is not null && !toFloat)
            throw node.Fault($"casts the stored '{x.Name}' to something else than FLOAT");
        return x;
    }

    private OnnxTensor Gather(OnnxNode node, long[] from, long[] at, OnnxTensor index)
    {
        node.Require("axis", 0);
        Charge(node, at.Length);
        var chosen = at.Select(i => i < 0 ? i + from.Length : i).ToArray();
        if (chosen.Any(i => i < 0 || i >= from.Length))
            throw node.Fault($"takes the element {at[0]} of {from.Length}");
        return new OnnxTensor(node.Output, index.Dimensions) { Integers = [.. chosen.Select(i => from[i])] };
    }

    private static OnnxTensor Scalar(OnnxNode node, long value, IOnnxImport import)
    {
        _ = import.Opset >= 13 ? null : node.Longs("axes");
        return new OnnxTensor(node.Output, node.OpType == "Squeeze" ? [] : [1]) { Integers = [value] };
    }

    private OnnxTensor Join(OnnxNode node, List<OnnxTensor> parts)
    {
        node.Require("axis", 0);
        Charge(node, parts.Sum(part => part.Integers!.LongLength));
        return OnnxTensor.Vector(node.Output, [.. parts.SelectMany(p => p.Integers!)]);
    }

    private void Charge(OnnxNode node, long values)
    {
        if ((folded += values) > MostFolded)
            throw node.Fault($"makes, with the nodes before it, more than {MostFolded} numbers of stored ones; shapes need few");
    }

    private static int Clamp(int index, int length) => Math.Clamp(index < 0 ? index + length : index, 0, length);
}
