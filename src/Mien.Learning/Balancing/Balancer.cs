using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Data;
using Mien.Learning.Recipes;

namespace Mien.Learning.Balancing;

/// <summary>Adds the rows to a training set that a recipe's <c>balance</c> asks for. They are computed when they are asked for and take no memory.</summary>
internal static class Balancer
{
    /// <summary>The training rows and those that are made of them.</summary>
    /// <param name="train">The rows to train on, and no others.</param>
    /// <param name="options">The method.</param>
    /// <param name="threads">Threads of the neighbour search; 0 means one a core.</param>
    /// <param name="cancellation">Stops the neighbour search.</param>
    /// <exception cref="DataFormatException">A class has too few rows, or is not in the data.</exception>
    public static Dataset Apply(Dataset train, BalanceOptions options, int threads = 0, CancellationToken cancellation = default) => options.Method switch
    {
        BalanceMethod.Smote => Extend(train, SmoteRows(train, options, threads, cancellation)),
        BalanceMethod.Generate => Extend(train, Generated(train, options)),
        _ => train,
    };

    /// <summary>For each row the weight with which an epoch draws it: one over its class's count; 0 for a row without label.</summary>
    public static double[] Weights(Dataset train)
    {
        var counts = new double[train.Labels.Count];
        foreach (var sample in train.Samples)
            counts[sample.Label ?? 0] += sample.Label is null ? 0 : 1;
        return [.. train.Samples.Select(sample => sample.Label is { } label ? 1 / counts[label] : 0)];
    }

    private static Dataset Extend(Dataset train, IEnumerable<Sample> added) => new(train.Source, train.Labels, [.. train.Samples, .. added]);

    private static IEnumerable<Sample> SmoteRows(Dataset train, BalanceOptions options, int threads, CancellationToken cancellation)
    {
        var rows = Enumerable.Range(0, train.Count).Where(row => train[row].Label is not null).ToArray();
        var labels = Array.ConvertAll(rows, row => train[row].Label!.Value);
        foreach (var group in labels.GroupBy(label => label).OrderBy(group => group.Key))
        {
            if (group.Count() <= options.Neighbours)
            {
                throw new DataFormatException(train.Source, 0, null, FormattableString.Invariant(
                    $"the class '{train.Labels[group.Key]}' has {Pictures(group.Count())} to train on, and SMOTE with {options.Neighbours} neighbours needs {options.Neighbours + 1}; lower balance.neighbours, or add pictures."));
            }
        }
        var first = train[rows.Length > 0 ? rows[0] : 0].LoadPicture();
        var (width, height, channels) = (first.Width, first.Height, first.Channels);
        void Read(int row, Span<float> values)
        {
            var picture = train[rows[row]].LoadPicture();
            if (picture.Width != width || picture.Height != height || picture.Channels != channels)
            {
                throw new DataFormatException(train[rows[row]].Origin, 0, null, FormattableString.Invariant(
                    $"the picture is {picture.Width}×{picture.Height}×{picture.Channels} where the first is {width}×{height}×{channels}; SMOTE needs pictures of one size (mien data convert --size makes them)."));
            }
            for (var i = 0; i < values.Length; i++)
                values[i] = picture.Pixels[i];
        }
        var search = new SmoteOptions { Neighbours = options.Neighbours, Seed = (ulong)options.Seed, Threads = threads == 0 ? Environment.ProcessorCount : threads };
        var drawn = Smote.Draw(labels, first.Pixels.Length, Read, search, cancellation);
        return drawn.Select(row => MixedSample(train[rows[row.Row]], train[rows[row.Neighbour]], row));
    }

    private static Sample MixedSample(Sample one, Sample other, SyntheticRow row) =>
        new(() => PictureMix.Of(one.LoadPicture(), other.LoadPicture(), row.Share), $"between {one.Origin} and {other.Origin}", 0, 0) { Label = one.Label, Split = one.Split };

    private static IEnumerable<Sample> Generated(Dataset train, BalanceOptions options)
    {
        var (label, upTo) = (ClassOf(train, "class", options.Class), ClassOf(train, "upTo", options.UpTo));
        var members = train.Samples.Where(sample => sample.Label == label).ToArray();
        if (members.Length == 0)
            throw new DataFormatException(train.Source, 0, null, $"the class '{options.Class}' has no picture to generate others from; add some, or set balance.method to another.");
        var missing = train.Samples.Count(sample => sample.Label == upTo) - members.Length;
        return Enumerable.Range(0, Math.Max(0, missing)).Select(i =>
        {
            var source = members[i % members.Length];
            var key = new SampleKey((ulong)options.Seed, 0, i);
            return new Sample(() => MovedPicture.Of(source.LoadPicture(), options.Transform, key), FormattableString.Invariant($"generated from {source.Origin} ({i})"), 0, 0)
            {
                Label = label,
                Split = source.Split,
            };
        });
    }

    private static int ClassOf(Dataset train, string key, string name) => train.Labels.IndexOf(name) is >= 0 and var index
        ? index
        : throw new DataFormatException(train.Source, 0, null, $"balance.{key} names the class '{name}', which the data does not have ({train.Labels}).");

    private static string Pictures(int count) => count == 1 ? "one picture" : FormattableString.Invariant($"{count} pictures");
}
