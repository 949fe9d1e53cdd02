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
    public const float Epsilon = 1e-5f;

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

    /// <summary>A convolution with a square kernel, padded so that stride 1 keeps the size.</summary>
    public string Convolution(string x, string name, int outputs, int kernel, int stride = 1, bool bias = false) =>
        Convolution(x, name, outputs, Size2.Square(kernel), Window.Square(stride, kernel / 2), bias: bias);

    /// <summary>A convolution.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">The parameters' prefix and the value's name.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="window">Stride, dilation, padding.</param>
    /// <param name="groups">Groups of channels that do not see one another.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="value">The value's name where it is not the parameters' prefix.</param>
    public string Convolution(string x, string name, int outputs, Size2 kernel, Window window, int groups = 1, bool bias = false, string? value = null)
    {
        var shape = new Shape(outputs, ShapeOf(x)[1] / groups, kernel.Height, kernel.Width);
        var weight = Parameter($"{name}.weight", ParameterKind.Weight, shape, initializer.Convolution(shape));
        var operation = new Convolution(window, groups) { HasBias = bias };
        if (!bias)
            return Add(value ?? name, operation, x, weight);
        var offsets = initializer.Uniform(outputs, shape.Count / outputs);
        return Add(value ?? name, operation, x, weight, Parameter($"{name}.bias", ParameterKind.Bias, new Shape(outputs), offsets));
    }

    /// <summary>Batch normalisation.</summary>
    /// <param name="x">N×C×H×W, or N×C.</param>
    /// <param name="name">The parameters' prefix and the value's name.</param>
    /// <param name="zeroScale">Whether the scale starts at 0, not 1.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="learnScale">Whether the scale is learned; otherwise it stays 1 and is no parameter (Keras's <c>scale=False</c>).</param>
    public string BatchNormalization(string x, string name, bool zeroScale = false, float epsilon = Epsilon, bool learnScale = true)
    {
        var channels = ShapeOf(x)[1];
        return Add(
            name,
            new BatchNormalization(epsilon),
            x,
            Filled($"{name}.weight", learnScale ? ParameterKind.Normalization : ParameterKind.Constant, channels, zeroScale ? 0 : 1),
            Filled($"{name}.bias", ParameterKind.Normalization, channels, 0),
            Filled($"{name}.running_mean", ParameterKind.Statistic, channels, 0),
            Filled($"{name}.running_var", ParameterKind.Statistic, channels, 1));
    }

    public string Relu(string x) => Add($"{x}.relu", new Activation(new ActivationFunction(ActivationKind.Relu)), x);

    public string Elu(string x) => Activate(x, ActivationKind.Elu);

    /// <summary>An activation function with its usual parameter.</summary>
    public string Activate(string x, ActivationKind kind) => kind == ActivationKind.Relu
        ? Relu(x)
        : Add($"{x}.{kind.ToString().ToLowerInvariant()}", new Activation(new ActivationFunction(kind)), x);

    public string Sum(string a, string b, string name) => Add(name, new Binary(BinaryKind.Add), a, b);

    /// <summary>A product; the second factor may have 1 in some dimensions.</summary>
    public string Product(string a, string b, string name) => Add(name, new Binary(BinaryKind.Multiply), a, b);

    /// <summary>The channels of several values, one after the other.</summary>
    public string Concatenate(string name, params string[] values) => Add(name, new Concatenation(1), values);

    public string MaxPool(string x, int size) => Pool(x, PoolingKind.Max, size, size);

    /// <summary>Pooling with a square window.</summary>
    public string Pool(string x, PoolingKind kind, int size, int stride, int padding = 0) =>
        Add($"{x}.pool", new Pooling(kind, Size2.Square(size), Window.Square(stride, padding)), x);

    /// <summary>A border around the pictures.</summary>
    public string Pad(string x, Padding padding) => Add($"{x}.padded", padding, x);

    /// <summary>Twice the height and width, each element four times.</summary>
    public string Double(string x) => Add($"{x}.double", new Resize(ResizeKind.Nearest, new Size2(2 * ShapeOf(x)[2], 2 * ShapeOf(x)[3])), x);

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
