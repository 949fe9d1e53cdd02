namespace Mien.Neural.Zoo;

/// <summary>A network that the zoo knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="InputSize">The input's side as published.</param>
/// <param name="Channels">The input's channels as published.</param>
/// <param name="Build">Writes the body over the input and gives its value: a map N×C×H×W where <see cref="GivesMap"/>, a row N×F otherwise.</param>
internal sealed record NetworkKind(string Name, int InputSize, int Channels, Func<GraphBuilder, string, NetworkOptions, string> Build)
{
    /// <summary>The smallest input's side.</summary>
    public int SmallestInput { get; init; } = 16;

    /// <summary>The largest input's side.</summary>
    public int LargestInput { get; init; } = 1024;

    /// <summary>Whether the body gives a map, which the head pools.</summary>
    public bool GivesMap { get; init; } = true;

    /// <summary>The output layer's name in torchvision, which it has here too where there is one output; null: always "head.OUTPUT".</summary>
    public string? OutputLayer { get; init; }

    /// <summary>The dropout inside the body as published.</summary>
    public double OwnDropout { get; init; }

    /// <summary>Whether there is a form of Keras's.</summary>
    public bool HasKerasLayout { get; init; }

    /// <summary>The output layer's name in timm; null where there is no form of timm's.</summary>
    public string? TimmOutputLayer { get; init; }

    /// <summary>Whether the activation is open.</summary>
    public bool HasActivation { get; init; }

    /// <summary>The epsilon of the head's batch normalisation: PyTorch's or Keras's default.</summary>
    public static float HeadEpsilon(NetworkOptions options) => options.Layout == NetworkLayout.Keras ? 1e-3f : 1e-5f;

    /// <summary>The output layer's name in a layout, or null where it has none of its own.</summary>
    public string? OutputLayerIn(NetworkLayout layout) => layout == NetworkLayout.Timm ? TimmOutputLayer : OutputLayer;

    private string Layouts => (HasKerasLayout, TimmOutputLayer) switch
    {
        (true, _) => "the layouts torchvision's and keras's",
        (false, not null) => "the layouts torchvision's and timm's",
        _ => "one layout only, torchvision's",
    };

    /// <summary>What of the options this network does not have: half sentences, each with the option's name.</summary>
    public IEnumerable<(string Option, string Fault)> FaultsOf(NetworkOptions options)
    {
        if (options.InputSize < SmallestInput || options.InputSize > LargestInput)
            yield return (nameof(options.InputSize), $"'{Name}' takes inputs of {SmallestInput} to {LargestInput} pixels, not {options.InputSize}");
        if ((options.Layout == NetworkLayout.Keras && !HasKerasLayout) || (options.Layout == NetworkLayout.Timm && TimmOutputLayer is null))
            yield return (nameof(options.Layout), $"'{Name}' has {Layouts}, not {options.Layout.ToString().ToLowerInvariant()}'s");
        if (options.Activation is not null && !HasActivation)
            yield return (nameof(options.Activation), $"'{Name}' has its own activation; only b2 leaves it open");
        if (options.Head.Pooling == HeadPooling.Flatten && !GivesMap)
            yield return (nameof(options.Head), $"'{Name}' ends in a row of its own, which nothing has to flatten");
    }
}
