using System.Globalization;
using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Operators;

namespace Mien.Learning.Autodiff;

/// <summary>
/// Derives a <see cref="TrainingGraph"/>: batch norm takes the batch's statistics, ReLU melts into what stands before it, dropout draws masks, weights and
/// pictures are cast to bf16 where that is wanted; then the gradient rules run from the outputs back (reverse mode).
/// </summary>
internal sealed class TrainingGraphBuilder : IGradientTape
{
    private const string SeedName = "training.seed";
    private readonly Graph network;
    private readonly ElementType precision;
    private readonly Func<string, bool> trains;
    private readonly Graph training = new();
    private readonly Dictionary<string, TensorType> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> gradients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> castNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> layers = new(StringComparer.Ordinal);
    private readonly HashSet<string> needed = new(StringComparer.Ordinal);
    private readonly List<BatchStatistic> statistics = [];
    private readonly List<TrainingOutput> outputs = [];
    private readonly ReluFusion fusion;
    private int counter;
    private int dropouts;

    private TrainingGraphBuilder(Graph network, int batch, ElementType precision, Func<string, bool> trains)
    {
        (this.network, this.precision, this.trains) = (network, precision, trains);
        fusion = new ReluFusion(network);
        foreach (var input in network.Inputs)
        {
            training.AddInput(input);
            types[input.Name] = new TensorType(ElementType.Float32, input.WithBatch(batch));
        }
        foreach (var parameter in network.Parameters.Values.Where(p => p.Kind != ParameterKind.Statistic))
        {
            training.AddParameter(parameter);
            types[parameter.Name] = new TensorType(ElementType.Float32, parameter.Shape);
            if (parameter.IsLearned && trains(parameter.Name))
                needed.Add(parameter.Name);
        }
    }

    /// <summary>Derives the training graph of a network.</summary>
    /// <param name="network">The network; it is not changed, its parameters are shared.</param>
    /// <param name="batch">How many samples a step has.</param>
    /// <param name="precision">The type of activations and of the weights that kernels read; parameters, statistics and their gradients are f32.</param>
    /// <param name="trains">Which parameters learn, by name; null for all. What lies before the first of them gets no gradients.</param>
    public static TrainingGraph Build(Graph network, int batch, ElementType precision, Func<string, bool>? trains = null) =>
        new TrainingGraphBuilder(network, batch, precision, trains ?? (_ => true)).Build();

    public TensorType TypeOf(string value) => types[value];

    public string? GradientOf(string value) => gradients.GetValueOrDefault(value);

    public bool Needs(string value) => needed.Contains(value);

    public string[] Emit(Operation operation, params string[] inputs)
    {
        var made = operation.Infer([.. inputs.Select(TypeOf)]);
        var names = new string[made.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = $"t{(counter++).ToString(CultureInfo.InvariantCulture)}";
            types[names[i]] = made[i];
        }
        training.AddNode(operation, inputs, names);
        return names;
    }

    public void Accumulate(string value, string gradient)
    {
        if (!needed.Contains(value))
            return;
        gradients[value] = gradients.TryGetValue(value, out var sum) ? Emit(new Binary(BinaryKind.Add), sum, gradient)[0] : gradient;
    }

    public string Zeros(int count)
    {
        var name = $"training.zeros.{count.ToString(CultureInfo.InvariantCulture)}";
        if (types.TryAdd(name, new TensorType(ElementType.Float32, new Shape(count))))
            training.AddParameter(new Parameter(name, ParameterKind.Constant, new Shape(count), new float[count]));
        return name;
    }

    private TrainingGraph Build()
    {
        foreach (var node in network.Nodes.Where(n => !fusion.IsMelted(n)))
            AddForward(node);
        foreach (var output in network.Outputs)
            AddOutput(output);
        var forward = training.Nodes.Count;
        for (var i = forward - 1; i >= 0; i--)
        {
            var node = training.Nodes[i];
            if (node.Inputs.Any(needed.Contains))
                OperatorRegistry.For(node.Operation).Differentiate(node, this);
        }
        return Finish(forward);
    }

    private TrainingGraph Finish(int forward)
    {
        var wanted = network.Parameters.Values.Where(p => p.IsLearned && gradients.ContainsKey(p.Name)).ToDictionary(p => p.Name, p => gradients[p.Name]);
        foreach (var value in outputs.Select(o => o.Logits).Concat(statistics.SelectMany(s => new[] { s.Mean, s.Variance })).Concat(wanted.Values))
            training.AddOutput(value);
        return new TrainingGraph
        {
            Graph = training,
            ForwardNodes = forward,
            Outputs = outputs,
            Gradients = wanted,
            Layers = layers,
            Statistics = statistics,
            SeedInput = dropouts > 0 ? SeedName : null,
        };
    }

    private void AddForward(Node node)
    {
        var first = training.Nodes.Count;
        string[] inputs = [.. node.Inputs.Select(i => renamed.GetValueOrDefault(i, i))];
        var relu = fusion.ReluAfter(node);
        var result = node.Operation switch
        {
            BatchNormalization o => AddBatchNormalization(o, inputs, relu is not null),
            Dropout o => AddDropout(o, inputs[0]),
            Binary o when relu is not null => EmitForward(o with { FuseRelu = true }, Computed(inputs, inputs.Length))[0],
            Pooling { Kind: PoolingKind.Max } o => EmitForward(o with { Training = true }, Computed(inputs, 1))[0],
            Convolution or MatMul => EmitForward(node.Operation, Computed(inputs, 2))[0],
            _ => EmitForward(node.Operation, Computed(inputs, inputs.Length))[0],
        };
        renamed[(relu ?? node).Outputs[0]] = result;
        foreach (var value in training.Nodes.Skip(first).SelectMany(made => made.Outputs))
            layers[value] = node.Outputs[0];
    }

    private string AddBatchNormalization(BatchNormalization operation, string[] inputs, bool fuseRelu)
    {
        if (!trains(inputs[1]) && !trains(inputs[2]))
            return AddFrozenNormalization(operation, inputs, fuseRelu);
        var made = EmitForward(new BatchNormalizationTraining(operation.Epsilon, fuseRelu), [.. Computed(inputs[..1], 1), inputs[1], inputs[2]]);
        var x = types[made[0]].Shape;
        statistics.Add(new BatchStatistic(made[1], made[2], inputs[3], inputs[4], x.Count / x[1]));
        return made[0];
    }

    /// <summary>Scale and shift do not learn, so the layer stays what it is in inference, its moving statistics too.</summary>
    private string AddFrozenNormalization(BatchNormalization operation, string[] inputs, bool withRelu)
    {
        foreach (var name in inputs[3..].Where(name => types.TryAdd(name, new TensorType(ElementType.Float32, network.Parameters[name].Shape))))
            training.AddParameter(network.Parameters[name]);
        var made = EmitForward(operation, [.. Computed(inputs[..1], 1), .. inputs[1..]])[0];
        return withRelu ? EmitForward(new Activation(new ActivationFunction(ActivationKind.Relu)), [made])[0] : made;
    }

    private string AddDropout(Dropout operation, string input)
    {
        if (dropouts == 0)
        {
            training.AddInput(new GraphInput(SeedName, new Shape(2)) { HasBatch = false });
            types[SeedName] = new TensorType(ElementType.Float32, new Shape(2));
        }
        return EmitForward(new DropoutTraining(operation.Rate, dropouts++), [.. Computed([input], 1), SeedName])[0];
    }

    private void AddOutput(string name)
    {
        var logits = renamed.GetValueOrDefault(name, name);
        if (types[logits].Element != ElementType.Float32)
            layers[logits = EmitForward(new Cast(ElementType.Float32), [logits])[0]] = name;
        var gradient = new GraphInput($"gradient.{name}", new Shape(types[logits].Shape.Dimensions[1..]));
        training.AddInput(gradient);
        types[gradient.Name] = types[logits];
        outputs.Add(new TrainingOutput(name, logits, gradient.Name));
        gradients[logits] = gradient.Name;
    }

    /// <summary>The first inputs in the precision that is computed in; a value is cast once however many read it.</summary>
    private string[] Computed(string[] inputs, int count)
    {
        var result = inputs.ToArray();
        for (var i = 0; i < count; i++)
        {
            if (types[inputs[i]].Element == precision)
                continue;
            if (!castNames.TryGetValue(inputs[i], out var cast))
                castNames[inputs[i]] = cast = EmitForward(new Cast(precision), [inputs[i]])[0];
            result[i] = cast;
        }
        return result;
    }

    private string[] EmitForward(Operation operation, string[] inputs)
    {
        var made = Emit(operation, inputs);
        if (inputs.Any(needed.Contains))
            needed.UnionWith(made);
        return made;
    }
}
