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
    public static IReadOnlyList<string> Names { get; } = ["resnet18-48", "small", "b2"];

    /// <summary>Builds a network with fresh weights.</summary>
    /// <param name="name">
    /// "resnet18-48": ResNet18 (He 2016) with a 3×3 stem of stride 1 and no max-pool, stages 64-128-256-512 of two blocks. "small": residual, stem 32,
    /// stages 64 (two blocks), 128 (three), 256 (two), each of stride 2. "b2": four stages (32-64-128-256) of two 3×3 convolutions with ELU and batch
    /// normalisation, max-pool and dropout after each, then a hidden layer of 256.
    /// </param>
    /// <param name="options">Sizes, outputs and start; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no such network, or options are out of range; the text names all faults.</exception>
    public static Graph Create(string name, NetworkOptions? options = null)
    {
        options ??= new NetworkOptions();
        options.Validate();
        var builder = new GraphBuilder(new ParameterInitializer(options.Initialization, options.Seed));
        var x = builder.Input(InputName, new Shape(options.Channels, options.InputSize, options.InputSize));
        x = name switch
        {
            "resnet18-48" => new ResidualBody(64, [new(64, 2, 1), new(128, 2, 2), new(256, 2, 2), new(512, 2, 2)]).Build(builder, x, options),
            "small" => new ResidualBody(32, [new(64, 2, 2), new(128, 3, 2), new(256, 2, 2)]).Build(builder, x, options),
            "b2" => PlainBody.Build(builder, x, options),
            _ => throw new ArgumentException($"There is no network '{name}'; there are {string.Join(", ", Names)}.", nameof(name)),
        };
        x = builder.Dropout(x, options.Dropout);
        foreach (var output in options.Outputs)
            builder.Output(builder.Linear(x, $"head.{output.Name}", output.Classes, output.Name));
        return builder.Graph;
    }

    /// <summary>A channel count of the published network under the options' width factor.</summary>
    internal static int Width(int channels, NetworkOptions options) => Math.Max(1, (int)Math.Round(channels * options.WidthFactor));
}
