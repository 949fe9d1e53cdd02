using System.Collections.Frozen;

namespace Mien.Emotions;

/// <summary>The emotions' names: the canonical ones that Mien writes, and the synonyms that it understands in English, Russian, German, French and Spanish.</summary>
public static class EmotionNames
{
    private static readonly string[] Canonical = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral", "contempt"];

    private static readonly FrozenDictionary<string, Emotion> Synonyms = new Dictionary<Emotion, string>
    {
        [Emotion.Anger] = "anger angry mad rage злость гнев злой злая сердитый wut wütend ärger zorn colère fâché ira enojo enojado enfado",
        [Emotion.Disgust] = "disgust disgusted отвращение ekel abscheu dégoût asco repugnancia disgusto",
        [Emotion.Fear] = "fear fearful scared afraid frightened страх испуг испуганный angst furcht ängstlich peur miedo temor",
        [Emotion.Happiness] = "happiness happy joy joyful радость счастье радостный счастливый freude glück glücklich fröhlich joie bonheur heureux felicidad alegría feliz",
        [Emotion.Sadness] = "sadness sad грусть печаль грустный печальный trauer traurig traurigkeit tristesse triste tristeza",
        [Emotion.Surprise] = "surprise surprised удивление удивлённый удивленный überraschung überrascht surpris sorpresa sorprendido",
        [Emotion.Neutral] = "neutral neutrality natural calm нейтральность нейтрально нейтральный нейтральное нейтральная спокойствие neutre neutro",
        [Emotion.Contempt] = "contempt contemptuous презрение verachtung mépris desprecio",
    }.SelectMany(pair => pair.Value.Split(' '), (pair, name) => KeyValuePair.Create(name, pair.Key)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical English name in lower case, as it stands in files: <c>"anger"</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the eight.</exception>
    public static string NameOf(Emotion emotion) => (uint)emotion < (uint)Canonical.Length
        ? Canonical[(int)emotion]
        : throw new ArgumentOutOfRangeException(nameof(emotion), emotion, "There are eight emotions.");

    /// <summary>Understands a name in any case, with white space around it, or one of its synonyms ("angry", "Happy", "страх"); accents may be marks of their own.</summary>
    public static bool TryParse(string? name, out Emotion emotion)
    {
        emotion = default;
        return name is not null && Synonyms.TryGetValue(ComposedText.Of(name.Trim()), out emotion);
    }
}
