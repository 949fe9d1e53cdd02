namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A slow to and fro.</summary>
/// <param name="Size">The largest deviation.</param>
/// <param name="Period">Seconds.</param>
/// <param name="Phase">Radians.</param>
internal readonly record struct Wave(double Size, double Period, double Phase)
{
    /// <summary>The deviation at a time.</summary>
    public double At(double time) => Size * Math.Sin((2 * Math.PI * time / Period) + Phase);

    /// <summary>A wave of a size, with a period and a phase by chance.</summary>
    public static Wave Draw(Random random, double size, double shortest, double longest) =>
        new(size, shortest + (random.NextDouble() * (longest - shortest)), 2 * Math.PI * random.NextDouble());
}
