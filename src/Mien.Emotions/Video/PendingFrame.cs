using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>A frame whose result is not told yet.</summary>
internal sealed class PendingFrame(long number, TimeSpan time, Image picture, bool isRented)
{
    /// <summary>The frame's number.</summary>
    public long Number => number;

    /// <summary>When it is shown.</summary>
    public TimeSpan Time => time;

    /// <summary>The frame in the model's channels; null once its faces are cut out.</summary>
    public Image? Picture { get; set; } = picture;

    /// <summary>Whether the picture is used again for another frame.</summary>
    public bool IsRented => isRented;

    /// <summary>Its faces.</summary>
    public List<FaceSlot> Slots { get; } = [];

    /// <summary>Whether its faces are known and judged.</summary>
    public bool IsJudged { get; set; }
}
