using Mien.Emotions;

namespace Mien.Cli.Commands.Analysis;

/// <summary>The classes as they stand in files: by name, in the alphabet's order, so that columns do not depend on the model's order.</summary>
internal static class LabelColumns
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Of(LabelSet labels) =>
        [.. Enumerable.Range(0, labels.Count).Select(i => NameOf(labels, i)).Order(StringComparer.Ordinal)];

    /// <summary>The names and their probabilities.</summary>
    public static IEnumerable<(string Name, double Probability)> Of(EmotionDistribution distribution) =>
        Enumerable.Range(0, distribution.Labels.Count)
            .Select(i => (Name: NameOf(distribution.Labels, i), Probability: (double)distribution.Values[i]))
            .OrderBy(column => column.Name, StringComparer.Ordinal);

    private static string NameOf(LabelSet labels, int index) => labels.EmotionAt(index) is { } emotion ? EmotionNames.NameOf(emotion) : labels[index];
}
