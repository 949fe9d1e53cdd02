namespace Mien.Emotions.Annotation;

/// <summary>How much a face's card shows.</summary>
internal enum CardDetail
{
    /// <summary>A bar with its name and figure for each class.</summary>
    All,

    /// <summary>The three most probable classes so.</summary>
    TopThree,

    /// <summary>Bars without names.</summary>
    Bars,
}
