using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>What a network of the <see cref="Zoo"/> can be told. The defaults give the network as published.</summary>
public sealed record NetworkOptions
{
    /// <summary>Height and width of the input, in pixels; 16 to 1024. Default 48.</summary>
    public int InputSize { get; init; } = 48;

    /// <summary>Channels of the input, 1 to 16: 1 for grey, 3 for colour. Default 1.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The outputs, at least one: each is a linear layer of its own on the shared body. Default: "logits" with 7 classes.</summary>
    public IReadOnlyList<NetworkOutput> Outputs { get; init; } = [new("logits", 7)];

    /// <summary>The dropout in front of the outputs, from 0 up to below 1. Default 0: none.</summary>
    public float Dropout { get; init; }

    /// <summary>The dropout after each stage, from 0 up to below 1. Default: the network's own: 0.1 in "b2", 0.4 in "b4", 0.5 between the hidden layers of "vgg19-bn", none elsewhere.</summary>
    public float? BodyDropout { get; init; }

    /// <summary>The activation of the networks that leave it open, ReLU or ELU. Default: the network's own, ELU in "b2"; the others have theirs.</summary>
    public ActivationKind? Activation { get; init; }

    /// <summary>Whose form is built of the networks that have two. Default: <see cref="NetworkLayout.Torchvision"/>.</summary>
    public NetworkLayout Layout { get; init; }

    /// <summary>What stands between the body and the outputs. Default: the mean over the picture, nothing else.</summary>
    public HeadOptions Head { get; init; } = new();

    /// <summary>What the channel counts of the body are multiplied by, 1/64 to 8; each stays at least 1. Default 1.</summary>
    public double WidthFactor { get; init; } = 1;

    /// <summary>How weights start. Default: <see cref="Initialization.HeNormal"/>.</summary>
    public Initialization Initialization { get; init; }

    /// <summary>Whether the last scale in each residual block starts at zero, so that each block starts as the identity (Goyal 2017). Default false.</summary>
    public bool ZeroInitializeResidual { get; init; }

    /// <summary>The seed of the weights' start: equal seeds give equal networks.</summary>
    public int Seed { get; init; }

    /// <summary>Throws unless all values lie in their ranges; all faults are named at once.</summary>
    /// <exception cref="ArgumentException">Some value is out of its range.</exception>
    internal void Validate(NetworkKind kind)
    {
        List<string> faults = [];
        Check(InputSize is >= 16 and <= 1024, $"the input size must be 16 to 1024, not {InputSize}");
        Check(Channels is >= 1 and <= 16, $"the channels must be 1 to 16, not {Channels}");
        Check(Dropout is >= 0 and < 1, FormattableString.Invariant($"the dropout must be at least 0 and below 1, not {Dropout}"));
        Check(BodyDropout is null or (>= 0 and < 1), FormattableString.Invariant($"the body's dropout must be at least 0 and below 1, not {BodyDropout}"));
        Check(Activation is null or ActivationKind.Relu or ActivationKind.Elu, $"the activation must be ReLU or ELU, not {Activation}");
        Check(Head.Hidden.All(width => width is >= 1 and <= 65_536), "the head's hidden layers must have 1 to 65536 outputs");
        Check(WidthFactor is >= 1.0 / 64 and <= 8, FormattableString.Invariant($"the width factor must be 1/64 to 8, not {WidthFactor}"));
        Check(Outputs.Count >= 1, "there must be an output");
        foreach (var output in Outputs)
            Check(output.Name.Length > 0 && output.Classes is >= 1 and <= 100_000, $"output '{output.Name}' needs a name and 1 to 100000 classes, not {output.Classes}");
        Check(Outputs.DistinctBy(o => o.Name, StringComparer.Ordinal).Count() == Outputs.Count, "two outputs have the same name");
        Check(Outputs.All(o => o.Name != Zoo.InputName), $"no output may be named '{Zoo.InputName}'");
        faults.AddRange(kind.FaultsOf(this).Select(fault => fault.Fault));
        if (faults.Count > 0)
            throw new ArgumentException($"The network's options do not fit: {string.Join("; ", faults)}.");

        void Check(bool condition, string fault)
        {
            if (!condition)
                faults.Add(fault);
        }
    }
}
