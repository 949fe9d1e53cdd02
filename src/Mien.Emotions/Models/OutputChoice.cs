using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>Makes the distribution that is shown from a model's raw outputs: calibrated, and the mean of several where that is chosen.</summary>
/// <remarks>
/// The mean runs over the classes that all outputs share: each output is renormalised over them, and their average is taken. Classes that some output
/// lacks keep the probability that the output with all classes gives them; the shared ones divide what is left. With FER+ and FER2013, contempt is FER+'s and the
/// seven others are the mean.
/// </remarks>
internal sealed class OutputChoice
{
    private readonly OutputReader[] readers;
    private readonly int[][] maps;
    private readonly bool[] isShared;

    private OutputChoice(string name, LabelSet labels, OutputReader[] readers)
    {
        (Name, Labels, this.readers) = (name, labels, readers);
        maps = [.. readers.Select(reader => reader.Labels.MapFrom(labels))];
        isShared = [.. Enumerable.Range(0, labels.Count).Select(label => maps.All(map => map[label] >= 0))];
    }

    /// <summary>The output's name, or "mean".</summary>
    public string Name { get; }

    /// <summary>The classes that are shown.</summary>
    public LabelSet Labels { get; }

    /// <summary>Resolves a name.</summary>
    /// <param name="name">An output's name, "mean", or null for the model's own choice.</param>
    /// <param name="metadata">The model's facts.</param>
    /// <param name="readers">One for each of its outputs.</param>
    /// <param name="source">What messages call the model.</param>
    /// <exception cref="ModelFormatException">The model has no such output, or outputs whose mean makes no sense.</exception>
    public static OutputChoice Of(string? name, ModelMetadata metadata, IReadOnlyList<OutputReader> readers, string source)
    {
        name ??= metadata.Show ?? metadata.Outputs[0].Name;
        if (name == ModelMetadata.Mean && readers.Count > 1)
            return Mean(readers, source);
        if (name == ModelMetadata.Mean)
            name = metadata.Outputs[0].Name;
        var chosen = readers.FirstOrDefault(reader => reader.Name == name)
            ?? throw new ModelFormatException($"{source} has no output '{name}'; it has {string.Join(", ", metadata.Outputs.Select(o => o.Name))} and, with several, '{ModelMetadata.Mean}'.");
        return new OutputChoice(name, chosen.Labels, [chosen]);
    }

    /// <summary>The distribution of one sample.</summary>
    /// <param name="raw">For each output of the graph the numbers of all samples.</param>
    /// <param name="row">Which sample.</param>
    public float[] Read(float[][] raw, int row)
    {
        if (readers.Length == 1)
            return readers[0].Read(raw, row);
        var result = new float[Labels.Count];
        var widest = readers[0].Read(raw, row);
        var left = 1f;
        for (var label = 0; label < result.Length; label++)
        {
            if (!isShared[label])
                left -= result[label] = widest[maps[0][label]];
        }
        for (var k = 0; k < readers.Length; k++)
            AddShared(k == 0 ? widest : readers[k].Read(raw, row), maps[k], Math.Max(left, 0) / readers.Length, result);
        return result;
    }

    private void AddShared(float[] distribution, int[] map, float weight, float[] result)
    {
        var sum = 0f;
        for (var label = 0; label < result.Length; label++)
            sum += isShared[label] ? distribution[map[label]] : 0;
        for (var label = 0; label < result.Length; label++)
        {
            if (isShared[label] && sum > 0)
                result[label] += weight * distribution[map[label]] / sum;
        }
    }

    private static OutputChoice Mean(IReadOnlyList<OutputReader> readers, string source)
    {
        var widest = readers.FirstOrDefault(reader => readers.All(other => !reader.Labels.MapFrom(other.Labels).Contains(-1)))
            ?? throw new ModelFormatException($"{source}: no output has all classes of the others, so their mean makes no sense; choose one of {string.Join(", ", readers.Select(r => r.Name))}.");
        return new OutputChoice(ModelMetadata.Mean, widest.Labels, [widest, .. readers.Where(reader => reader != widest)]);
    }
}
