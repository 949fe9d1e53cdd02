namespace Mien.Learning.Batching;

/// <summary>How a <see cref="BatchLoader"/> goes through its rows.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Rows a batch, 1 to 65,536. Default 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Whether each epoch has an order of its own, drawn from seed and epoch. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether an incomplete last batch is left out. Default true, for training; evaluation keeps it.</summary>
    public bool DropLast { get; init; } = true;

    /// <summary>The seed of order and augmentation.</summary>
    public ulong Seed { get; init; }

    /// <summary>The first epoch, from 0.</summary>
    public int StartEpoch { get; init; }

    /// <summary>The first batch of the first epoch, from 0.</summary>
    public int StartBatch { get; init; }

    /// <summary>The epoch before which the loader ends. Default: it does not end.</summary>
    public int EndEpoch { get; init; } = int.MaxValue;

    /// <summary>
    /// A weight of at least 0 for each row of the data: where given, an epoch draws as many rows as it has, with replacement, by these weights. Null: each row once.
    /// </summary>
    public IReadOnlyList<double>? RowWeights { get; init; }

    /// <summary>Batches prepared ahead, 1 to 64. Default 4.</summary>
    public int Ahead { get; init; } = 4;

    /// <summary>For evaluation: every row once, in order.</summary>
    public static BatchLoaderOptions OnceInOrder(int batchSize) =>
        new() { BatchSize = batchSize, Shuffle = false, DropLast = false, EndEpoch = 1 };
}
