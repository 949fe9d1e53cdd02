namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>What smoothing and tracking must reach on made clips.</summary>
internal static class ClipBounds
{
    /// <summary>How far a result may lie behind the newest frame: the smoother's lag, the time between searches, and what frames that do not fall on them add.</summary>
    private const double Behind = 0.28;

    /// <summary>Asserts all bounds.</summary>
    /// <param name="figures">Of one clip or of many.</param>
    /// <param name="foundSoon">The least share of changes that must be found within half a second of the middle of the fade, and be told within half a second of its end.</param>
    public static void Check(ClipFigures figures, double foundSoon)
    {
        var (raw, mean, smoothed) = (figures.Raw, figures.Mean, figures.Smoothed);
        Assert.True(raw.Flips >= 10, $"a clip of {raw.Flips} flips shows nothing");
        Assert.True(5 * smoothed.Flips <= raw.Flips, $"{smoothed.Flips} flips are more than a fifth of {raw.Flips}");
        Assert.True(smoothed.Flips < mean.Flips, $"{smoothed.Flips} flips are no fewer than the moving average's {mean.Flips}");
        Assert.True(smoothed.Accuracy >= raw.Accuracy, FormattableString.Invariant($"the accuracy fell from {raw.Accuracy:P2} to {smoothed.Accuracy:P2}"));
        Assert.True(smoothed.FoundSoon >= foundSoon, FormattableString.Invariant($"{smoothed.FoundSoon:P1} of the changes are found within half a second"));
        Assert.True(smoothed.WholeKnownSoon >= foundSoon, FormattableString.Invariant($"{smoothed.WholeKnownSoon:P1} of the changes are told half a second after the fade"));
        Assert.True(smoothed.MedianKnown <= AnswerFigures.Soon, FormattableString.Invariant($"half of the changes are told after {smoothed.MedianKnown:F2} s"));
        Assert.Equal((0, 0), (figures.Identity.Switches, figures.Identity.Merged));
        Assert.InRange(figures.Behind, 0, Behind);
    }
}
