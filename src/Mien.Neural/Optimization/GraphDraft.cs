using Mien.Compute;

namespace Mien.Neural.Optimization;

/// <summary>A copy of a graph that a pass rewrites: nodes can be replaced or left out, parameters added. The graph itself stays as it is.</summary>
internal sealed class GraphDraft
{
    private readonly Graph source;
    private readonly List<Node?> slots;
    private readonly Dictionary<string, int> producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> readers = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, Parameter> parameters = [];

    public GraphDraft(Graph graph)
    {
        source = graph;
        slots = [.. graph.Nodes];
        foreach (var (name, parameter) in graph.Parameters)
            parameters[name] = parameter;
        for (var i = 0; i < slots.Count; i++)
        {
            foreach (var output in slots[i]!.Outputs)
                producers[output] = i;
        }
        foreach (var value in graph.Nodes.SelectMany(n => n.Inputs).Concat(graph.Outputs))
            readers[value] = readers.GetValueOrDefault(value) + 1;
    }

    /// <summary>The places of nodes; some become empty.</summary>
    public int Count => slots.Count;

    /// <summary>The node at a place, or null where it was taken out.</summary>
    public Node? this[int slot] => slots[slot];

    /// <summary>The place of the node that makes a value, or −1 for inputs and parameters.</summary>
    public int ProducerOf(string value) => producers.GetValueOrDefault(value, -1);

    /// <summary>Whether just one input of a node reads a value, and it is no output of the graph.</summary>
    public bool HasOneReader(string value) => readers.GetValueOrDefault(value) == 1 && !source.Outputs.Contains(value);

    /// <summary>A parameter by name, or null.</summary>
    public Parameter? Parameter(string name) => parameters.GetValueOrDefault(name);

    /// <summary>Adds a parameter under a new name made from a given one.</summary>
    public string Add(string name, ParameterKind kind, Shape shape, float[] values)
    {
        while (parameters.ContainsKey(name) || producers.ContainsKey(name) || source.Inputs.Any(i => i.Name == name))
            name += "'";
        parameters[name] = new Parameter(name, kind, shape, values);
        return name;
    }

    /// <summary>Puts a node at a place, in the stead of what was there.</summary>
    public void Put(int slot, Node node)
    {
        slots[slot] = node;
        foreach (var output in node.Outputs)
            producers[output] = slot;
    }

    /// <summary>Takes out the node at a place.</summary>
    public void Remove(int slot) => slots[slot] = null;

    /// <summary>The rewritten graph, without the parameters that nothing reads any more.</summary>
    /// <param name="rename">What a value is called in the result, where some are renamed.</param>
    public Graph ToGraph(Func<string, string>? rename = null)
    {
        rename ??= value => value;
        var graph = new Graph();
        foreach (var input in source.Inputs)
            graph.AddInput(input);
        var read = slots.OfType<Node>().SelectMany(n => n.Inputs).Concat(source.Outputs).Select(rename).ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in parameters.Values.Where(p => read.Contains(p.Name)))
            graph.AddParameter(parameter);
        foreach (var node in slots.OfType<Node>())
            graph.AddNode(node.Operation, node.Inputs.Select(rename), node.Outputs.Select(rename));
        foreach (var output in source.Outputs)
            graph.AddOutput(output);
        foreach (var (key, value) in source.Metadata)
            graph.Metadata[key] = value;
        return graph;
    }
}
