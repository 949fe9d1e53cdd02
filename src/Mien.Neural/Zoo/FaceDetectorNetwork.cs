using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// A small anchor-free face detector of the YuNet family (Wu, Peng, Yu 2023, "YuNet: A Tiny Millisecond-level Face Detector"): units of a 1×1 and a
/// depthwise 3×3 convolution, a pyramid from stride 32 up to 8, and one head a stride. It takes N×3×H×W (blue, green, red, 0 to 255) and gives for each
/// stride a map N×16×(H/stride)×(W/stride).
/// </summary>
public static class FaceDetectorNetwork
{
    /// <summary>The strides of the maps, in order.</summary>
    public static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    /// <summary>The channels of a map: quality, objectness, four of the box, ten of the landmarks.</summary>
    public const int Channels = 16;

    /// <summary>The sides of an input are multiples of this.</summary>
    public const int Multiple = 32;

    // Where nothing has been learned yet, one place in a hundred holds a face: otherwise the many empty places rule the first epochs (Lin 2017).
    private const float PriorLogit = -4.595f;

    /// <summary>The name of a stride's map.</summary>
    /// <param name="stride">One of <see cref="Strides"/>.</param>
    public static string MapOf(int stride) => FormattableString.Invariant($"map_{stride}");

    /// <summary>Builds the network with fresh weights, and maps as outputs: the form that is trained.</summary>
    /// <param name="options">Sizes and widths.</param>
    /// <exception cref="ArgumentException">A size or width is out of range.</exception>
    public static Graph Create(FaceDetectorNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var builder = new GraphBuilder(new ParameterInitializer(Initialization.HeNormal, options.Seed));
        var x = builder.Input(Zoo.InputName, new Shape(3, options.Height, options.Width));
        var features = Backbone(builder, x, options.Widths);
        var pyramid = Pyramid(builder, features, options.Neck);
        for (var level = 0; level < Strides.Count; level++)
            builder.Output(HeadOf(builder, pyramid[level], Strides[level], options.Neck));
        foreach (var stride in Strides)
            Expect(builder.Graph.Parameters[$"head_{stride}.depthwise.bias"].Values);
        return builder.Graph;
    }

    /// <summary>Adds what turns the maps into the outputs of YuNet's files (cls_8 … kps_32, N×places×values), which this network's detector and others read.</summary>
    /// <param name="network">A network of <see cref="Create"/>; it is not changed, its parameters are shared.</param>
    public static Graph WithDetections(Graph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var graph = new Graph();
        foreach (var input in network.Inputs)
            graph.AddInput(input with { HasFreeSize = true });
        foreach (var parameter in network.Parameters.Values)
            graph.AddParameter(parameter);
        foreach (var node in network.Nodes)
            graph.AddNode(node.Operation, node.Inputs, node.Outputs);
        var types = network.InferTypes(1);
        foreach (var (kind, start, length) in Parts)
        {
            foreach (var stride in Strides)
                AddPart(graph, types[MapOf(stride)].Shape, stride, kind, start, length);
        }
        return graph;
    }

    // What a map's channels are, in the order of the outputs.
    private static readonly (string Kind, int Start, int Length)[] Parts = [("cls", 0, 1), ("obj", 1, 1), ("bbox", 2, 4), ("kps", 6, 10)];

    private static string[] Backbone(GraphBuilder builder, string x, IReadOnlyList<int> widths)
    {
        x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, "stem.conv", widths[0], 3, 2), "stem.bn"));
        x = builder.MaxPool(Unit(builder, x, "stem.unit", widths[0]), 2);
        x = Unit(builder, Unit(builder, x, "stage1.0", widths[0]), "stage1.1", widths[1]);
        var features = new string[Strides.Count];
        x = builder.MaxPool(Unit(builder, Unit(builder, x, "stage1.2", widths[1]), "stage1.3", widths[1]), 2);
        for (var level = 0; level < features.Length; level++)
        {
            var (name, width) = ($"stage{level + 2}", widths[level + 2]);
            x = features[level] = Unit(builder, Unit(builder, Unit(builder, x, $"{name}.0", width), $"{name}.1", width), $"{name}.2", width);
            if (level + 1 < features.Length)
                x = builder.MaxPool(x, 2);
        }
        return features;
    }

    /// <summary>Each level sees what the coarser ones have found (Lin 2017, feature pyramid networks).</summary>
    private static string[] Pyramid(GraphBuilder builder, string[] features, int width)
    {
        var pyramid = new string[features.Length];
        for (var level = features.Length - 1; level >= 0; level--)
        {
            var x = builder.BatchNormalization(builder.Convolution(features[level], $"neck{level}.lateral", width, 1), $"neck{level}.bn");
            if (level + 1 < features.Length)
                x = builder.Sum(x, builder.Double(pyramid[level + 1]), $"neck{level}.sum");
            pyramid[level] = Unit(builder, builder.Relu(x), $"neck{level}.unit", width);
        }
        return pyramid;
    }

    private static string HeadOf(GraphBuilder builder, string x, int stride, int width)
    {
        var name = $"head_{stride}";
        x = builder.Convolution(Unit(builder, x, $"{name}.unit", width), $"{name}.pointwise", Channels, 1);
        return builder.Convolution(x, $"{name}.depthwise", Channels, Size2.Square(3), Window.Square(1, 1), Channels, bias: true, value: MapOf(stride));
    }

    private static string Unit(GraphBuilder builder, string x, string name, int width)
    {
        x = builder.Convolution(x, $"{name}.pointwise", width, 1);
        x = builder.Convolution(x, $"{name}.depthwise", width, Size2.Square(3), Window.Square(1, 1), width);
        return builder.Relu(builder.BatchNormalization(x, $"{name}.bn"));
    }

    private static void Expect(float[] bias)
    {
        Array.Clear(bias);
        (bias[0], bias[1]) = (0, PriorLogit);
    }

    private static void AddPart(Graph graph, Shape map, int stride, string kind, int start, int length)
    {
        var name = FormattableString.Invariant($"{kind}_{stride}");
        graph.AddNode(new Slice(1, start, length), [MapOf(stride)], [$"{name}.map"]);
        graph.AddNode(new Transpose(0, 2, 3, 1), [$"{name}.map"], [$"{name}.places"]);
        var isShare = kind is "cls" or "obj";
        graph.AddNode(new ReshapeSample(new Shape(map[2] * map[3], length)), [$"{name}.places"], [isShare ? $"{name}.logits" : name]);
        if (isShare)
            graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Sigmoid)), [$"{name}.logits"], [name]);
        graph.AddOutput(name);
    }
}
