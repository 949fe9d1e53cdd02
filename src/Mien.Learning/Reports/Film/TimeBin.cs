namespace Mien.Learning.Reports.Film;

/// <summary>What one face showed in a short time.</summary>
/// <param name="index">Which of the times of equal length, from 0.</param>
/// <param name="classes">The classes.</param>
internal sealed class TimeBin(long index, int classes)
{
    private readonly double[] seconds = new double[classes + 1];
    private double valence;
    private double arousal;

    /// <summary>Which of the times of equal length.</summary>
    public long Index { get; private set; } = index;

    /// <summary>How long the face was seen, in seconds.</summary>
    public double Seen => seconds.Sum();

    /// <summary>What it showed longest: a class, or their number where that was uncertain.</summary>
    public int Top => Array.IndexOf(seconds, seconds.Max());

    /// <summary>The mean valence.</summary>
    public double Valence => valence / Seen;

    /// <summary>The mean arousal.</summary>
    public double Arousal => arousal / Seen;

    /// <summary>Takes in a frame.</summary>
    /// <param name="shown">The class, or their number where it is uncertain.</param>
    /// <param name="length">How long the frame stands for, in seconds, above 0.</param>
    /// <param name="pleasure">Its valence.</param>
    /// <param name="excitement">Its arousal.</param>
    public void Add(int shown, double length, double pleasure, double excitement)
    {
        seconds[shown] += length;
        valence += length * pleasure;
        arousal += length * excitement;
    }

    /// <summary>Makes times of twice the length: neighbours become one.</summary>
    public static void Halve(List<TimeBin> bins)
    {
        var kept = 0;
        for (var i = 0; i < bins.Count; i++)
        {
            var bin = bins[i];
            bin.Index /= 2;
            if (kept > 0 && bins[kept - 1].Index == bin.Index)
                bins[kept - 1].Take(bin);
            else
                bins[kept++] = bin;
        }
        bins.RemoveRange(kept, bins.Count - kept);
    }

    private void Take(TimeBin other)
    {
        for (var i = 0; i < seconds.Length; i++)
            seconds[i] += other.seconds[i];
        (valence, arousal) = (valence + other.valence, arousal + other.arousal);
    }
}
