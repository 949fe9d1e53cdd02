using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>A frame whose result is not told yet.</summary>
internal sealed class PendingFrame(long number, TimeSpan time, Image picture, Image? shown)
{
    /// <summary>The frame's number.</summary>
    public long Number => number;

    /// <summary>When it is shown.</summary>
    public TimeSpan Time => time;

    /// <summary>The frame in the model's channels; null once its faces are cut out.</summary>
    public Image? Picture { get; set; } = picture;

    /// <summary>The frame as the result carries it; null where nobody asked.</summary>
    public Image? Shown => shown;

    /// <summary>Its faces.</summary>
    public List<FaceSlot> Slots { get; } = [];

    /// <summary>Whether its faces are known and judged.</summary>
    public bool IsJudged { get; set; }
}
