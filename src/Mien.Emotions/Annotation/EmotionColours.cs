using Mien.Imaging;

namespace Mien.Emotions.Annotation;

/// <summary>A colour for each emotion, light enough for a dark plate; hues lie apart, and lightness differs where hues come close.</summary>
public static class EmotionColours
{
    private static readonly Colour[] Colours =
    [
        new(255, 92, 87), // anger: red
        new(150, 190, 70), // disgust: olive
        new(183, 140, 255), // fear: violet
        new(255, 208, 66), // happiness: yellow
        new(90, 160, 255), // sadness: blue
        new(255, 148, 60), // surprise: orange
        new(206, 212, 222), // neutral: silver
        new(240, 130, 190), // contempt: pink
    ];

    /// <summary>The colour of an emotion.</summary>
    /// <param name="emotion">One of the eight.</param>
    public static Colour Of(Emotion emotion) => Colours[(int)emotion];

    /// <summary>The colour of a class; classes that are none of the eight emotions take the colours in turn.</summary>
    /// <param name="labels">The classes.</param>
    /// <param name="index">Which class.</param>
    public static Colour Of(LabelSet labels, int index)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.EmotionAt(index) is { } emotion ? Of(emotion) : Colours[index % Colours.Length];
    }
}
