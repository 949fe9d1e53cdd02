namespace Mien.Emotions;

/// <summary>The ordered names of a model's or a data set's classes. Names that mean one of the eight emotions are mapped to it; others stay names.</summary>
public sealed class LabelSet : IEquatable<LabelSet>
{
    /// <summary>The most classes a label set may have.</summary>
    public const int MaxCount = 10_000;

    private readonly string[] _names;
    private readonly Emotion?[] _emotions;

    /// <summary>A label set from names; each is trimmed, and no two may be equal or mean the same emotion.</summary>
    /// <param name="names">1 to <see cref="MaxCount"/> names, in the order of the class indices.</param>
    /// <exception cref="ArgumentException">There is no name, a name is blank, or two mean the same.</exception>
    public LabelSet(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = [.. names.Select(name => ComposedText.Of(name?.Trim() ?? ""))];
        if (_names.Length is 0 or > MaxCount)
            throw new ArgumentException($"A label set has 1 to {MaxCount} names, not {_names.Length}.", nameof(names));
        _emotions = Array.ConvertAll(_names, name => EmotionNames.TryParse(name, out var emotion) ? emotion : (Emotion?)null);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _names.Length; i++)
        {
            if (_names[i].Length == 0)
                throw new ArgumentException($"Label {i} has no name.", nameof(names));
            if (!seen.Add(_emotions[i] is { } emotion ? EmotionNames.NameOf(emotion) : _names[i]))
                throw new ArgumentException($"Label {i} '{_names[i]}' means the same as an earlier one.", nameof(names));
        }
    }

    /// <summary>FER2013's seven classes in the order of its <c>emotion</c> column: anger, disgust, fear, happiness, sadness, surprise, neutral.</summary>
    public static LabelSet Fer2013 { get; } = new("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral");

    /// <summary>FER+'s eight classes in the order of its columns: neutral, happiness, surprise, sadness, anger, disgust, fear, contempt.</summary>
    public static LabelSet FerPlus { get; } = new("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt");

    /// <summary>The number of classes.</summary>
    public int Count => _names.Length;

    /// <summary>The names, by class index.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The name of a class.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public string this[int index] => _names[index];

    /// <summary>The emotion that a class means, or null where it is none of the eight.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public Emotion? EmotionAt(int index) => _emotions[index];

    /// <summary>The class that means an emotion, or −1.</summary>
    public int IndexOf(Emotion emotion) => Array.IndexOf(_emotions, emotion);

    /// <summary>The class of a name: equal in any case, or a synonym of the same emotion; −1 where there is none.</summary>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = ComposedText.Of(name.Trim());
        var index = Array.FindIndex(_names, candidate => candidate.Equals(trimmed, StringComparison.OrdinalIgnoreCase));
        return index < 0 && EmotionNames.TryParse(trimmed, out var emotion) ? IndexOf(emotion) : index;
    }

    /// <summary>For each class of <paramref name="other"/>, the class here of the same meaning, or −1.</summary>
    public int[] MapFrom(LabelSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. other._names.Select(IndexOf)];
    }

    /// <summary>Equal when the classes mean the same in the same order.</summary>
    public bool Equals(LabelSet? other) => other is not null && other.Count == Count && !MapFrom(other).Where((index, i) => index != i).Any();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>The names, separated by commas.</summary>
    public override string ToString() => string.Join(", ", _names);
}
