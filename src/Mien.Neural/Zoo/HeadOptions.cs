namespace Mien.Neural.Zoo;

/// <summary>
/// What stands between a network's body and its outputs, in this order: pooling, hidden layers with ReLU, <see cref="NetworkOptions.Dropout"/>, batch
/// normalisation. The default is nothing but the mean, so that each output is a linear layer on the body.
/// </summary>
public sealed record HeadOptions
{
    /// <summary>How the body's map becomes a row. Default: <see cref="HeadPooling.Mean"/>; bodies that end in a row need none.</summary>
    public HeadPooling Pooling { get; init; }

    /// <summary>The widths of fully connected layers with ReLU, each 1 to 65,536. Default: none.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [];

    /// <summary>Whether batch normalisation comes last. Default false.</summary>
    public bool BatchNormalization { get; init; }
}
