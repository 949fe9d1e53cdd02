using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Execution;

/// <summary>
/// Compiles a graph's nodes one after the other, letting each kernel choose its layouts, and puts a reorder wherever a value lies otherwise than a
/// kernel wants it. Casts cost nothing by themselves: they become part of the reorder to the layout that their reader wants.
/// </summary>
internal sealed class PlanBuilder
{
    private readonly IBackend backend;
    private readonly bool constantParameters;
    private readonly Dictionary<string, PlannedTensor> homes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Source, TensorType Type)> casts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Value, TensorDescriptor As), PlannedTensor> copies = [];
    private readonly Dictionary<string, TensorType> types;
    private readonly ValueLifetimes lifetimes;
    private readonly ConstantPool? pool;
    private int node;

    public PlanBuilder(Graph graph, int batch, IBackend backend, bool constantParameters, ConstantPool? pool)
    {
        (this.backend, this.constantParameters, this.pool) = (backend, constantParameters, pool);
        types = graph.InferTypes(batch);
        lifetimes = new ValueLifetimes(graph);
        foreach (var input in graph.Inputs)
            homes[input.Name] = Plan(Given(types[input.Name], isConstant: false));
        foreach (var name in graph.Parameters.Keys)
            homes[name] = constantParameters ? Shared(name, Plain(types[name])) ?? Given(types[name], isConstant: true) : Plan(Given(types[name], isConstant: true));
    }

    /// <summary>The steps of each run.</summary>
    public List<PlannedStep> Steps { get; } = [];

    /// <summary>Steps that depend on parameters alone; run once where these do not change.</summary>
    public List<PlannedStep> ConstantSteps { get; } = [];

    /// <summary>Every tensor of the plan.</summary>
    public List<PlannedTensor> Tensors { get; } = [];

    /// <summary>What follows from a parameter by one step at most, with the parameter's name.</summary>
    public IEnumerable<(string Value, PlannedTensor Tensor)> Constants =>
        homes.Select(h => (Value: h.Key, Tensor: h.Value)).Concat(copies.Select(c => (c.Key.Value, Tensor: c.Value))).Where(c => c.Tensor is { IsConstant: true, Host: null });

    /// <summary>The tensor of an input, a parameter or an output.</summary>
    public PlannedTensor Home(string value) => homes[value];

    /// <summary>Compiles the graph's next node.</summary>
    public void Add(Node next)
    {
        switch (next.Operation)
        {
            case Cast cast:
                casts[next.Outputs[0]] = (next.Inputs[0], types[next.Outputs[0]] with { Element = cast.Element });
                break;
            case Reshape or ReshapeSample or Flatten:
                AddView(next);
                break;
            case Dropout:
                Alias(next.Outputs[0], next.Inputs[0]);
                break;
            default:
                AddKernel(next);
                break;
        }
        node++;
    }

    /// <summary>Makes a value available as a row-major f32 tensor that outlives the run.</summary>
    public void AddOutput(string value)
    {
        var plain = Plan(Materialise(value, TensorDescriptor.Plain(ElementType.Float32, types[value].Shape)));
        plain.IsPersistent = true;
        plain.Root.IsPersistent = true;
        homes[value] = plain;
    }

    private static TensorDescriptor Plain(TensorType type) => new(type, Layout.Plain);

    private static PlannedTensor Given(TensorType type, bool isConstant) => new(Plain(type), -1) { IsPersistent = true, IsConstant = isConstant };

    /// <summary>A constant that another plan has made already, or null.</summary>
    private PlannedTensor? Shared(string value, TensorDescriptor wanted) => pool?.Find(value, wanted) is { } tensor
        ? new PlannedTensor(wanted, -1) { IsPersistent = true, IsConstant = true, IsShared = true, Tensor = tensor }
        : null;

    /// <summary>Sees to it that a tensor gets memory.</summary>
    private PlannedTensor Plan(PlannedTensor tensor)
    {
        if (tensor.Root is { IsShared: false, IsPlanned: false } root)
        {
            root.IsPlanned = true;
            Tensors.Add(root);
        }
        return tensor;
    }

    private void Alias(string output, string input)
    {
        if (casts.TryGetValue(input, out var cast))
            casts[output] = cast;
        else
            homes[output] = homes[input];
    }

    private void AddView(Node view)
    {
        var type = types[view.Inputs[0]];
        var source = Plan(Materialise(view.Inputs[0], Plain(type)));
        var tensor = new PlannedTensor(Plain(types[view.Outputs[0]]), source.Made) { Host = source.Root, IsConstant = source.IsConstant };
        Tensors.Add(tensor);
        homes[view.Outputs[0]] = tensor;
    }

    private void AddKernel(Node next)
    {
        TensorDescriptor[] descriptors = [.. next.Inputs.Select(Describe)];
        var kernel = backend.Compile(next.Operation, descriptors);
        PlannedTensor[] inputs = [.. next.Inputs.Select((value, i) => Materialise(value, kernel.Inputs[i]))];
        var shared = kernel.SharedInput;
        if (shared >= 0 && !MayBeWrittenOver(next.Inputs[shared], inputs[shared], inputs))
            inputs[shared] = Copy(next.Inputs[shared], inputs[shared]);
        var outputs = AddStep(next.ToString(), kernel, inputs, mayBeConstant: shared < 0);
        if (shared >= 0)
            outputs[0].Host = inputs[shared];
        for (var i = 0; i < outputs.Length; i++)
            homes[next.Outputs[i]] = outputs[i];
    }

    /// <summary>Whether the node at hand is the last that needs a tensor, and needs it only once.</summary>
    private bool MayBeWrittenOver(string value, PlannedTensor tensor, PlannedTensor[] inputs) =>
        !tensor.Root.IsPersistent && !lifetimes.IsReadAfter(value, node) && inputs.Count(i => i.Root == tensor.Root) == 1;

    /// <summary>A copy of a tensor for a kernel that writes over it.</summary>
    private PlannedTensor Copy(string value, PlannedTensor tensor)
    {
        var kernel = backend.Compile(new Reorder(tensor.Descriptor), [tensor.Descriptor]);
        return AddStep($"{value} again", kernel, [tensor], mayBeConstant: false)[0];
    }

    private TensorDescriptor Describe(string value) =>
        casts.TryGetValue(value, out var cast) ? new TensorDescriptor(cast.Type, Layout.Plain) : homes[value].Descriptor;

    /// <summary>The tensor of a value in the form that is wanted, by a reorder where it does not exist yet.</summary>
    private PlannedTensor Materialise(string value, TensorDescriptor wanted)
    {
        var source = casts.TryGetValue(value, out var cast) ? cast.Source : value;
        if (casts.ContainsKey(source))
            return Materialise(source, wanted);
        var home = homes[source];
        if (home.Descriptor.Equals(wanted))
            return home;
        if (copies.TryGetValue((source, wanted), out var copy))
            return copy;
        if (home.IsConstant && constantParameters && Shared(source, wanted) is { } shared)
            return copies[(source, wanted)] = shared;
        var kernel = backend.Compile(new Reorder(wanted), [home.Descriptor]);
        copy = AddStep($"{value} as {wanted.Type.Element} {wanted.Layout}", kernel, [home])[0];
        copies[(source, wanted)] = copy;
        return copy;
    }

    private PlannedTensor[] AddStep(string name, Kernel kernel, PlannedTensor[] inputs, bool mayBeConstant = true)
    {
        var isConstant = mayBeConstant && constantParameters && inputs.All(i => i.IsConstant);
        var list = isConstant ? ConstantSteps : Steps;
        var index = isConstant ? -1 : Steps.Count;
        PlannedTensor[] outputs = [.. kernel.Outputs.Select(d => new PlannedTensor(d, index) { IsConstant = isConstant, IsPersistent = isConstant, IsPlanned = true })];
        Tensors.AddRange(outputs);
        foreach (var input in inputs)
            Plan(input).Root.LastRead = Math.Max(input.Root.LastRead, index);
        if (!isConstant)
            OfferMemory(kernel, inputs, outputs);
        list.Add(new PlannedStep(name, kernel, inputs, outputs));
        return outputs;
    }

    /// <summary>Remembers that a result may be written over an input; <see cref="MemoryPlanner"/> does it where nothing reads the input later.</summary>
    private static void OfferMemory(Kernel kernel, PlannedTensor[] inputs, PlannedTensor[] outputs)
    {
        if (kernel.InPlaceInput >= 0 && inputs[kernel.InPlaceInput].Descriptor.ByteCount == outputs[0].Descriptor.ByteCount)
            outputs[0].MayOverwrite = inputs[kernel.InPlaceInput];
    }
}
