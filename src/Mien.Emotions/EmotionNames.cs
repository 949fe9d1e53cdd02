using System.Collections.Frozen;

namespace Mien.Emotions;

/// <summary>The emotions' names: the canonical ones that Mien writes, and the synonyms that it understands in English and Russian.</summary>
public static class EmotionNames
{
    private static readonly string[] Canonical = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral", "contempt"];

    private static readonly FrozenDictionary<string, Emotion> Synonyms = new Dictionary<Emotion, string>
    {
        [Emotion.Anger] = "anger angry злость гнев злой",
        [Emotion.Disgust] = "disgust disgusted отвращение",
        [Emotion.Fear] = "fear fearful scared afraid страх испуг",
        [Emotion.Happiness] = "happiness happy joy joyful радость счастье",
        [Emotion.Sadness] = "sadness sad грусть печаль",
        [Emotion.Surprise] = "surprise surprised удивление",
        [Emotion.Neutral] = "neutral neutrality natural calm нейтральность нейтрально нейтральный нейтральное спокойствие",
        [Emotion.Contempt] = "contempt contemptuous презрение",
    }.SelectMany(pair => pair.Value.Split(' '), (pair, name) => KeyValuePair.Create(name, pair.Key)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical English name in lower case, as it stands in files: <c>"anger"</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the eight.</exception>
    public static string NameOf(Emotion emotion) => (uint)emotion < (uint)Canonical.Length
        ? Canonical[(int)emotion]
        : throw new ArgumentOutOfRangeException(nameof(emotion), emotion, "There are eight emotions.");

    /// <summary>Understands a name in any case, with white space around it, or one of its synonyms ("angry", "Happy", "страх").</summary>
    public static bool TryParse(string? name, out Emotion emotion)
    {
        emotion = default;
        return name is not null && Synonyms.TryGetValue(name.Trim(), out emotion);
    }
}
