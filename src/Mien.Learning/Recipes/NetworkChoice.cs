using Mien.Neural;
using Mien.Neural.Zoo;

namespace Mien.Learning.Recipes;

/// <summary>Which network of the <see cref="Zoo"/> is built, and how.</summary>
public sealed record NetworkChoice
{
    /// <summary>The network.</summary>
    /// <value>One of <see cref="Zoo.Names"/>; <c>small</c> by default.</value>
    public string Name { get; private init; } = "";

    /// <summary>
    /// What the network is told: the recipe's input, outputs and seed, and by the section <c>network</c>: <c>dropout</c> (0 by default) and
    /// <c>bodyDropout</c> (0.1 for <c>b2</c>, otherwise 0), each 0 to below 1; <c>widthFactor</c> (1/64 to 8, 1 by default);
    /// <c>initialization</c> (<c>he-normal</c> by default, or <c>pytorch</c>); <c>zeroInitializeResidual</c> (false by default).
    /// </summary>
    public NetworkOptions Options { get; private init; } = new();

    /// <summary>Builds the network with fresh weights.</summary>
    public Graph Create() => Zoo.Create(Name, Options);

    internal static NetworkChoice Read(SectionReader section, int seed, InputOptions input, IReadOnlyList<OutputOptions> outputs)
    {
        var (name, rate) = (section.Choice("name", "small", [.. Zoo.Names]), NumberRange.FromBelow(0, 1));
        var options = new NetworkOptions
        {
            InputSize = input.Size,
            Channels = input.Channels,
            Outputs = [.. outputs.Select(output => new NetworkOutput(output.Name, output.Classes))],
            Dropout = (float)section.Number("dropout", 0, rate),
            BodyDropout = (float)section.Number("bodyDropout", name == "b2" ? 0.1 : 0, rate),
            WidthFactor = section.Number("widthFactor", 1, NumberRange.FromTo(1.0 / 64, 8)),
            Initialization = section.Choice("initialization", "he-normal", "he-normal", "pytorch") == "pytorch"
                ? Initialization.PyTorch
                : Initialization.HeNormal,
            ZeroInitializeResidual = section.Flag("zeroInitializeResidual", false),
            Seed = seed,
        };
        section.Close();
        return new NetworkChoice { Name = name, Options = options };
    }
}
