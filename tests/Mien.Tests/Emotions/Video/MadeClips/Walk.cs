namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A way from where a face is to somewhere else.</summary>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="Length">How long it takes, in seconds.</param>
/// <param name="X">By how many pixels to the right.</param>
/// <param name="Y">By how many pixels down.</param>
internal readonly record struct Walk(double Start, double Length, double X, double Y)
{
    /// <summary>The share of the way that is done at a time: it begins and ends slowly.</summary>
    public double DoneAt(double time)
    {
        var t = Math.Clamp((time - Start) / Length, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
