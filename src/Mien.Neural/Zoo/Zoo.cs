using Mien.Compute;

namespace Mien.Neural.Zoo;

/// <summary>
/// The networks that Mien knows by name. Each has one input, "input", N×C×H×W, and gives logits under the names of its outputs.
/// </summary>
public static class Zoo
{
    /// <summary>The name of each network's input.</summary>
    public const string InputName = "input";

    /// <summary>The names that <see cref="Create"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. NetworkKinds.All.Select(kind => kind.Name)];

    /// <summary>Builds a network with fresh weights.</summary>
    /// <param name="name">
    /// "resnet18-48": ResNet18 (He 2016) with a 3×3 stem of stride 1 and no max-pool, stages 64-128-256-512 of two blocks. "small": residual, stem 32,
    /// stages 64 (two blocks), 128 (three), 256 (two), each of stride 2. "b2": four stages (32-64-128-256) of two 3×3 convolutions with ELU or ReLU and
    /// batch normalisation, max-pool and dropout after each, then a hidden layer of 256. "resnet18", "resnet34", "resnet50" (He 2016), "vgg19-bn"
    /// (Simonyan 2015), "densenet121" (Huang 2017), "inception-v3" (Szegedy 2016), "mobilenet-v2" (Sandler 2018; both also in Keras's layout), "efficientnet-b0" (Tan 2019; also in timm's): as torchvision has them, with its parameters' names.
    /// "b3": convolutions of 32 (5×5, stride 2) and 64, each with max-pool, a hidden layer of 500. "b4": four convolutions (128-256-512-512) with max-pool,
    /// hidden layers of 512 and 256.
    /// </param>
    /// <param name="options">Sizes, outputs and start; null for the published input and one output "logits" of 7 classes.</param>
    /// <exception cref="ArgumentException">There is no such network, or options are out of range or not the network's; the text names all faults.</exception>
    public static Graph Create(string name, NetworkOptions? options = null)
    {
        var kind = Find(name) ?? throw new ArgumentException($"There is no network '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
        options ??= new NetworkOptions { InputSize = kind.InputSize, Channels = kind.Channels };
        options.Validate(kind);
        var builder = new GraphBuilder(new ParameterInitializer(options.Initialization, options.Seed));
        var x = builder.Input(InputName, new Shape(options.Channels, options.InputSize, options.InputSize));
        Head.Build(builder, kind.Build(builder, x, options), kind, options);
        return builder.Graph;
    }

    /// <summary>What of the options the network of that name does not have, each with the option's name; nothing for unknown names.</summary>
    /// <param name="name">A network's name.</param>
    /// <param name="options">What it is to be told.</param>
    internal static IEnumerable<(string Option, string Fault)> FaultsOf(string name, NetworkOptions options) => Find(name)?.FaultsOf(options) ?? [];

    /// <summary>The dropout that the body of the network of that name has as published.</summary>
    /// <param name="name">A network's name.</param>
    internal static double OwnDropout(string name) => Find(name)?.OwnDropout ?? 0;

    private static NetworkKind? Find(string name) => NetworkKinds.All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>A channel count of the published network under the options' width factor.</summary>
    internal static int Width(int channels, NetworkOptions options) => Math.Max(1, (int)Math.Round(channels * options.WidthFactor));
}
