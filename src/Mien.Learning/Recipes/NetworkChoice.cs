using Mien.Compute.Operations;
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
    /// What the network is told: the recipe's input, outputs and seed, and by the section <c>network</c>: <c>layout</c> (<c>torchvision</c> by default, <c>keras</c>
    /// or <c>timm</c>); <c>activation</c> (<c>elu</c> by default or <c>relu</c> for <c>b2</c>; <c>own</c> elsewhere); <c>dropout</c> (0 by default) and
    /// <c>bodyDropout</c> (the network's own by default), each 0 to below 1; <c>head</c> (see <see cref="HeadOptions"/>: <c>pool</c>, <c>mean</c> or
    /// <c>flatten</c>; <c>hidden</c>, up to 4 widths of 1 to 65536; <c>batchNorm</c>); <c>widthFactor</c> (1/64 to 8, 1 by default); <c>initialization</c>
    /// (<c>he-normal</c> by default, or <c>pytorch</c>); <c>zeroInitializeResidual</c> (false by default).
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
            Layout = section.Choice("layout", NetworkLayout.Torchvision),
            Activation = Activation(section, name),
            Dropout = (float)section.Number("dropout", 0, rate),
            BodyDropout = (float)section.Number("bodyDropout", Zoo.OwnDropout(name), rate),
            Head = ReadHead(section.Section("head")),
            WidthFactor = section.Number("widthFactor", 1, NumberRange.FromTo(1.0 / 64, 8)),
            Initialization = section.Choice("initialization", "he-normal", "he-normal", "pytorch") == "pytorch"
                ? Initialization.PyTorch
                : Initialization.HeNormal,
            ZeroInitializeResidual = section.Flag("zeroInitializeResidual", false),
            Seed = seed,
        };
        foreach (var (option, fault) in Zoo.FaultsOf(name, options))
            section.Fault(KeyOf(option), $"does not fit: {fault}");
        section.Close();
        return new NetworkChoice { Name = name, Options = options };
    }

    private static ActivationKind? Activation(SectionReader section, string name) =>
        section.Choice("activation", name == "b2" ? "elu" : "own", "own", "relu", "elu") switch
        {
            "relu" => ActivationKind.Relu,
            "elu" => ActivationKind.Elu,
            _ => null,
        };

    private static HeadOptions ReadHead(SectionReader section)
    {
        var head = new HeadOptions
        {
            Pooling = section.Choice("pool", HeadPooling.Mean),
            Hidden = section.Integers("hidden", [], 1, 65_536, 4),
            BatchNormalization = section.Flag("batchNorm", false),
        };
        section.Close();
        return head;
    }

    /// <summary>The key of the section that tells an option; the input's size is told elsewhere and stands with the network's name.</summary>
    private static string KeyOf(string option) => option switch
    {
        nameof(NetworkOptions.Layout) => "layout",
        nameof(NetworkOptions.Activation) => "activation",
        nameof(NetworkOptions.Head) => "head",
        _ => "name",
    };
}
