namespace Mien.Emotions;

/// <summary>The eight emotions that data sets of faces agree on: the seven of FER2013 and contempt.</summary>
public enum Emotion
{
    /// <summary>Anger.</summary>
    Anger,

    /// <summary>Disgust.</summary>
    Disgust,

    /// <summary>Fear.</summary>
    Fear,

    /// <summary>Happiness.</summary>
    Happiness,

    /// <summary>Sadness.</summary>
    Sadness,

    /// <summary>Surprise.</summary>
    Surprise,

    /// <summary>Neutral: no emotion shown.</summary>
    Neutral,

    /// <summary>Contempt.</summary>
    Contempt,
}
