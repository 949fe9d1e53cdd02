using Mien.Emotions;

namespace Mien.Learning.Reports.Film;

/// <summary>The style sheet's classes for what a face shows.</summary>
internal static class FilmColours
{
    private const int Count = 8;

    /// <summary>What is uncertain.</summary>
    public const string Doubt = "doubt";

    /// <summary>The class of a label's colour; labels that are none of the eight emotions take the colours in turn.</summary>
    public static string Of(LabelSet labels, int index) =>
        index >= labels.Count ? Doubt : FormattableString.Invariant($"e{(int?)labels.EmotionAt(index) ?? (index % Count)}");

    /// <summary>The class of a label's colour by its name.</summary>
    public static string Of(LabelSet labels, string label) => Of(labels, Math.Max(0, labels.IndexOf(label)));

    /// <summary>The labels in the order of the eight emotions, others behind.</summary>
    public static IEnumerable<int> Order(LabelSet labels) => Enumerable.Range(0, labels.Count).OrderBy(i => (int?)labels.EmotionAt(i) ?? int.MaxValue);

    /// <summary>A label's canonical name.</summary>
    public static string NameOf(LabelSet labels, int index) => labels.EmotionAt(index) is { } emotion ? EmotionNames.NameOf(emotion) : labels[index];
}
