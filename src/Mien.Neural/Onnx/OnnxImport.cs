using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural.Onnx.Protobuf;
using Mien.Neural.Operators;

namespace Mien.Neural.Onnx;

/// <summary>Makes a graph of an ONNX graph, node by node.</summary>
internal sealed class OnnxImport(string file, int opset, OnnxReadOptions options, HashSet<string> constantNames) : IOnnxImport
{
    private const string NotStored = "needs a stored tensor";
    private const string NotComputed = "needs a computed value";

    private readonly Dictionary<string, string> computed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorType> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> uses = new(StringComparer.Ordinal);
    private readonly List<Node> nodes = [];
    private readonly OnnxConstants constants = new(file);
    private readonly OnnxParameters parameters = new(file, constantNames);
    private readonly Graph graph = new();

    public int Opset => opset;

    public long? FixedBatch { get; private set; }

    /// <summary>Reads the whole graph.</summary>
    public Graph Read(GraphProto source)
    {
        if (source.SparseInitializer.Count > 0)
            throw new ModelFormatException($"{file} holds sparse tensors, which Mien does not read; store them dense.");
        constants.AddAll(source.Initializer);
        foreach (var input in source.Input.Where(i => !constants.Contains(i.Name)))
            AddInput(input);
        if (graph.Inputs.Count == 0)
            throw new ModelFormatException($"{file} has no input.");
        foreach (var name in source.Node.SelectMany(n => n.Input).Concat(source.Output.Select(o => o.Name)))
            uses[name] = uses.GetValueOrDefault(name) + 1;
        foreach (var node in source.Node)
            Read(node);
        foreach (var output in source.Output)
            AddOutput(output.Name);
        if (graph.Outputs.Count == 0)
            throw new ModelFormatException($"{file} has no output.");
        return Finish();
    }

    public OnnxTensor? Constant(OnnxNode node, int input) => constants.Find(node.Input(input));

    public Shape Shape(OnnxNode node, int input) => types[Computed(node, input)].Shape;

    public long[] Integers(OnnxNode node, int input) =>
        Constant(node, input)?.Integers ?? throw node.Fault($"{NotStored} of whole numbers as its input {input} ('{node.Input(input)}')");

    public string Computed(OnnxNode node, int input)
    {
        var name = node.Input(input);
        if (computed.TryGetValue(name, out var value))
            return value;
        throw constants.Find(name) is null
            ? node.Fault($"reads '{name}', which no node before it makes")
            : node.Fault($"{NotComputed} as its input {input}; '{name}' is stored");
    }

    public string Parameter(OnnxNode node, int input, ParameterKind kind, Shape? shape = null, float factor = 1)
    {
        var name = node.Input(input);
        var tensor = constants.Find(name) ?? throw node.Fault(
            computed.ContainsKey(name) ? $"{NotStored} as its input {input}; '{name}' is computed" : $"reads '{name}', which no node before it makes");
        return parameters.Add(node, tensor, kind, shape, factor);
    }

    public string Number(OnnxNode node, float value, int rank) => parameters.Add(
        node, new OnnxTensor(FormattableString.Invariant($"{node.Output}.{value}"), []) { Floats = [value] }, ParameterKind.Constant, new Shape([.. Enumerable.Repeat(1, rank)]), 1);

    public void Emit(OnnxNode node, Operation operation, IEnumerable<string> inputs, string? output = null)
    {
        output ??= node.Output;
        var step = new Node(operation, [.. inputs], [output]);
        types[output] = Infer(node, step);
        nodes.Add(step);
        Define(node.Description, output, output);
    }

    public void Alias(OnnxNode node) => Define(node.Description, node.Output, Computed(node, 0));

    public bool TryFuseBias(OnnxNode node, int computed, int stored)
    {
        var product = Computed(node, computed);
        var place = nodes.FindIndex(n => n.Outputs[0] == product);
        if (place < 0 || nodes[place].Operation is not MatMul { HasBias: false } operation || uses[product] != 1 || product != node.Input(computed))
            return false;
        var width = types[product].Shape[1];
        var tensor = Constant(node, stored)!;
        if (tensor.Dimensions.Length is 0 or > 2 || tensor.Dimensions[^1] != width || tensor.Dimensions.Aggregate(1, (p, d) => p * d) != width)
            return false;
        var bias = Parameter(node, stored, ParameterKind.Bias, new Shape(width));
        nodes[place] = new Node(operation with { HasBias = true }, [.. nodes[place].Inputs, bias], [node.Output]);
        types[node.Output] = types[product];
        Define(node.Description, node.Output, node.Output);
        return true;
    }

    private TensorType Infer(OnnxNode node, Node step)
    {
        try
        {
            return step.Operation.Infer([.. step.Inputs.Select(i => types.GetValueOrDefault(i) ?? parameters.TypeOf(i))])[0];
        }
        catch (Exception e) when (e is ShapeException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new ModelFormatException($"{node.Description} does not fit what it is given. {e.Message}", e);
        }
    }

    private void Read(NodeProto source)
    {
        var node = new OnnxNode(source, file);
        if (source.Output.Count == 0 || source.Output[0].Length == 0)
            throw node.Fault("makes nothing");
        if (constants.TryFold(node, this))
            return;
        if (source.Domain is not ("" or "ai.onnx"))
            throw node.Fault($"is of the operators '{source.Domain}', which Mien does not know; export the model with standard operators");
        if (!OperatorRegistry.ByOnnxType.TryGetValue(source.OpType, out var found))
            throw node.Fault($"is an operator that Mien does not know; it knows {string.Join(", ", OperatorRegistry.ByOnnxType.Keys.Order(StringComparer.Ordinal))}");
        found.Import(node, this);
        node.CheckAllRead(found.OnnxOutputs);
    }

    private void AddInput(ValueInfoProto source)
    {
        var input = OnnxGraphInput.Read(source, file, options, out var batch);
        if (batch is not null && FixedBatch is not null && batch != FixedBatch)
            throw new ModelFormatException($"{file} has inputs of different batches ({FixedBatch} and {batch}).");
        FixedBatch ??= batch;
        graph.AddInput(input);
        types[input.Name] = new TensorType(ElementType.Float32, input.WithBatch(1));
        Define(file, input.Name, input.Name);
    }

    private void AddOutput(string name)
    {
        if (!computed.TryGetValue(name, out var value))
        {
            throw new ModelFormatException(constants.Find(name) is null
                ? $"{file}: the output '{name}' is made by no node."
                : $"{file}: the output '{name}' is a stored tensor and does not depend on the input.");
        }
        // The graph has no second names for a value: dropout of nothing gives one.
        if (value != name)
            nodes.Add(new Node(new Dropout(0), [value], [name]));
        graph.AddOutput(name);
    }

    private void Define(string where, string name, string value)
    {
        if (constants.Find(name) is not null || !computed.TryAdd(name, value))
            throw new ModelFormatException($"{where}: the value '{name}' is made twice.");
    }

    private Graph Finish()
    {
        foreach (var parameter in parameters.InOrder(constants.Names))
            graph.AddParameter(parameter);
        foreach (var node in nodes)
            graph.AddNode(node.Operation, node.Inputs, node.Outputs);
        graph.InferTypes(1);
        return GatePattern.Apply(graph);
    }
}
