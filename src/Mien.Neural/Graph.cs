using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural;

/// <summary>
/// A network, shaped like ONNX: nodes in topological order over named values. It is the one representation there is: the zoo builds it, training
/// differentiates it, inference optimises it, ONNX stores it. The first dimension of its inputs is the batch and is chosen when it is run.
/// </summary>
public sealed class Graph
{
    private readonly List<GraphInput> inputs = [];
    private readonly List<string> outputs = [];
    private readonly List<Node> nodes = [];
    private readonly OrderedDictionary<string, Parameter> parameters = [];

    /// <summary>What the graph is given, in order.</summary>
    public IReadOnlyList<GraphInput> Inputs => inputs;

    /// <summary>The names of the values that the graph gives, in order.</summary>
    public IReadOnlyList<string> Outputs => outputs;

    /// <summary>The steps, each after those whose values it reads.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>The arrays of numbers by name, in the order they were added.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters => parameters;

    /// <summary>Facts that travel with the model, such as <c>mien.labels.ferplus</c>.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sample">The shape of one sample, without the batch: C×H×W for pictures.</param>
    public void AddInput(string name, Shape sample) => AddInput(new GraphInput(name, sample));

    /// <summary>Adds an input.</summary>
    /// <param name="input">The input.</param>
    public void AddInput(GraphInput input) => inputs.Add(input);

    /// <summary>Adds a parameter.</summary>
    /// <param name="parameter">The parameter; its name is new.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void AddParameter(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (!parameters.TryAdd(parameter.Name, parameter))
            throw new ArgumentException($"There are two parameters named '{parameter.Name}'.", nameof(parameter));
    }

    /// <summary>Adds a step at the end.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="inputs">The names of the values it reads.</param>
    /// <param name="outputs">The names of the values it makes.</param>
    public void AddNode(Operation operation, IEnumerable<string> inputs, IEnumerable<string> outputs) =>
        nodes.Add(new Node(operation, [.. inputs], [.. outputs]));

    /// <summary>Declares a value to be a result.</summary>
    /// <param name="name">The name of an existing value.</param>
    public void AddOutput(string name) => outputs.Add(name);

    /// <summary>The type of each value for a batch size. This is also the check that the graph is sound.</summary>
    /// <param name="batch">How many samples, at least 1.</param>
    /// <exception cref="ShapeException">A node's inputs do not fit, or a value is missing; the text names node and value.</exception>
    public Dictionary<string, TensorType> InferTypes(int batch)
    {
        var types = new Dictionary<string, TensorType>(StringComparer.Ordinal);
        foreach (var input in inputs)
            types[input.Name] = new TensorType(ElementType.Float32, input.WithBatch(batch));
        foreach (var (name, parameter) in parameters)
            types[name] = new TensorType(ElementType.Float32, parameter.Shape);
        foreach (var node in nodes)
            Infer(node, types);
        foreach (var output in outputs)
        {
            if (!types.ContainsKey(output))
                throw new ShapeException($"The graph's output '{output}' is made by no node.");
        }
        return types;
    }

    private static void Infer(Node node, Dictionary<string, TensorType> types)
    {
        var inputTypes = new TensorType[node.Inputs.Length];
        for (var i = 0; i < inputTypes.Length; i++)
        {
            inputTypes[i] = types.GetValueOrDefault(node.Inputs[i])
                ?? throw new ShapeException($"The node {node} reads '{node.Inputs[i]}', which no node before it makes.");
        }
        var made = node.Operation.Infer(inputTypes);
        if (made.Count != node.Outputs.Length)
            throw new ShapeException($"The node {node} names {node.Outputs.Length} output(s), but {node.Operation.Name} makes {made.Count}.");
        for (var i = 0; i < made.Count; i++)
        {
            if (!types.TryAdd(node.Outputs[i], made[i]))
                throw new ShapeException($"The value '{node.Outputs[i]}' is made twice.");
        }
    }
}
