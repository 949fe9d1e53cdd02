using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// Writes a graph layer by layer. Each method adds a layer, its parameters under PyTorch's names ("name.weight", "name.running_mean") in
/// PyTorch's order, and gives the name of the value it makes.
/// </summary>
internal sealed class GraphBuilder(ParameterInitializer initializer)
{
    /// <summary>PyTorch's and ONNX's default.</summary>
    private const float Epsilon = 1e-5f;

    private readonly Dictionary<string, TensorType> types = new(StringComparer.Ordinal);

    /// <summary>What has been written so far.</summary>
    public Graph Graph { get; } = new();

    public string Input(string name, Shape sample)
    {
        Graph.AddInput(name, sample);
        types[name] = new TensorType(ElementType.Float32, new Shape([1, .. sample.Dimensions]));
        return name;
    }

    public void Output(string value) => Graph.AddOutput(value);

    /// <summary>The shape of a value for a batch of one.</summary>
    public Shape ShapeOf(string value) => types[value].Shape;

    public string Convolution(string x, string name, int outputs, int kernel, int stride = 1, bool bias = false)
    {
        var shape = new Shape(outputs, ShapeOf(x)[1], kernel, kernel);
        var weight = Parameter($"{name}.weight", ParameterKind.Weight, shape, initializer.Convolution(shape));
        var operation = new Convolution(Window.Square(stride, kernel / 2)) { HasBias = bias };
        if (!bias)
            return Add(name, operation, x, weight);
        var offsets = initializer.Uniform(outputs, shape.Count / outputs);
        return Add(name, operation, x, weight, Parameter($"{name}.bias", ParameterKind.Bias, new Shape(outputs), offsets));
    }

    public string BatchNormalization(string x, string name, bool zeroScale = false)
    {
        var channels = ShapeOf(x)[1];
        return Add(
            name,
            new BatchNormalization(Epsilon),
            x,
            Filled($"{name}.weight", ParameterKind.Normalization, channels, zeroScale ? 0 : 1),
            Filled($"{name}.bias", ParameterKind.Normalization, channels, 0),
            Filled($"{name}.running_mean", ParameterKind.Statistic, channels, 0),
            Filled($"{name}.running_var", ParameterKind.Statistic, channels, 1));
    }

    public string Relu(string x) => Add($"{x}.relu", new Activation(new ActivationFunction(ActivationKind.Relu)), x);

    public string Elu(string x) => Add($"{x}.elu", new Activation(new ActivationFunction(ActivationKind.Elu)), x);

    public string Sum(string a, string b, string name) => Add(name, new Binary(BinaryKind.Add), a, b);

    public string MaxPool(string x, int size) =>
        Add($"{x}.pool", new Pooling(PoolingKind.Max, Size2.Square(size), Window.Square(size, 0)), x);

    public string GlobalAveragePool(string x) => Add($"{x}.mean", new Pooling(PoolingKind.Average, default, new Window()), x);

    public string Flatten(string x) => Add($"{x}.flat", new Flatten(), x);

    /// <summary>Dropout; none where the rate is 0.</summary>
    public string Dropout(string x, float rate) => rate > 0 ? Add($"{x}.dropout", new Dropout(rate), x) : x;

    /// <summary>A fully connected layer.</summary>
    /// <param name="x">N×F.</param>
    /// <param name="name">The parameters' prefix.</param>
    /// <param name="outputs">How many it gives.</param>
    /// <param name="value">The name of the value made, where it is not the layer's.</param>
    public string Linear(string x, string name, int outputs, string? value = null)
    {
        var inputs = ShapeOf(x)[1];
        var weight = Parameter($"{name}.weight", ParameterKind.Weight, new Shape(outputs, inputs), initializer.Uniform(outputs * inputs, inputs));
        var bias = Parameter($"{name}.bias", ParameterKind.Bias, new Shape(outputs), initializer.Uniform(outputs, inputs));
        return Add(value ?? name, new MatMul { TransposeB = true, HasBias = true }, x, weight, bias);
    }

    private string Filled(string name, ParameterKind kind, int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return Parameter(name, kind, new Shape(count), values);
    }

    private string Parameter(string name, ParameterKind kind, Shape shape, float[] values)
    {
        Graph.AddParameter(new Parameter(name, kind, shape, values));
        types[name] = new TensorType(ElementType.Float32, shape);
        return name;
    }

    private string Add(string output, Operation operation, params string[] inputs)
    {
        types.Add(output, operation.Infer([.. inputs.Select(i => types[i])])[0]);
        Graph.AddNode(operation, inputs, [output]);
        return output;
    }
}
