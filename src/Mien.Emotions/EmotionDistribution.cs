namespace Mien.Emotions;

/// <summary>How probable each class of a model is for one face. The probabilities lie in 0 to 1 and sum to 1; Mien's own models calibrate each output by a temperature.</summary>
public sealed class EmotionDistribution
{
    private readonly float[] probabilities;

    internal EmotionDistribution(LabelSet labels, float[] probabilities) => (Labels, this.probabilities) = (labels, probabilities);

    /// <summary>The classes, in the model's order.</summary>
    public LabelSet Labels { get; }

    /// <summary>The probabilities, in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<float> Values => probabilities;

    /// <summary>The index of the most probable class; the first of equal ones.</summary>
    public int Top => Array.IndexOf(probabilities, probabilities.Max());

    /// <summary>The most probable class by name: the emotion's canonical name ("happiness"), or the model's own.</summary>
    public string Label => Labels.EmotionAt(Top) is { } emotion ? EmotionNames.NameOf(emotion) : Labels[Top];

    /// <summary>A distribution from elsewhere, such as a stored result.</summary>
    /// <param name="labels">The classes.</param>
    /// <param name="probabilities">One for each class, in their order, each 0 to 1; they sum to 1 but for rounding.</param>
    /// <exception cref="ArgumentException">There is not one for each class, one is out of range, or their sum is not 1 within a hundredth.</exception>
    public static EmotionDistribution Of(LabelSet labels, IReadOnlyList<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Count != labels.Count)
            throw new ArgumentException($"There are {labels.Count} classes and {probabilities.Count} probabilities.", nameof(probabilities));
        if (!probabilities.All(value => value is >= 0 and <= 1) || Math.Abs(probabilities.Sum() - 1) > 0.01)
            throw new ArgumentException("Probabilities lie in 0 to 1 and sum to 1.", nameof(probabilities));
        return new EmotionDistribution(labels, [.. probabilities]);
    }

    /// <summary>The probability of an emotion; 0 where the model does not know it.</summary>
    /// <param name="emotion">One of the eight.</param>
    public float this[Emotion emotion] => At(Labels.IndexOf(emotion));

    /// <summary>The probability of a class by its name or a synonym; 0 where the model does not know it.</summary>
    /// <param name="label">The name, in any case.</param>
    public float this[string label] => At(Labels.IndexOf(label));

    /// <summary>The mean valence under the distribution, −1 to 1 (see <see cref="Circumplex"/>): derived, not measured. Null where a class is none of the eight emotions.</summary>
    public double? Valence => Mean(point => point.Valence);

    /// <summary>The mean arousal under the distribution, −1 to 1 (see <see cref="Circumplex"/>): derived, not measured. Null where a class is none of the eight emotions.</summary>
    public double? Arousal => Mean(point => point.Arousal);

    private float At(int index) => index < 0 ? 0 : probabilities[index];

    private double? Mean(Func<(double Valence, double Arousal), double> coordinate)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (Labels.EmotionAt(i) is not { } emotion)
                return null;
            sum += probabilities[i] * coordinate(Circumplex.PointOf(emotion));
        }
        return sum;
    }
}
