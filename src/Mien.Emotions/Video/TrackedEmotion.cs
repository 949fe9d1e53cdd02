using Mien.Emotions.OverTime;

namespace Mien.Emotions.Video;

/// <summary>What one face shows, frame by frame, until it is smoothed.</summary>
internal sealed class TrackedEmotion(EmotionSmootherOptions options)
{
    private readonly EmotionSmoother smoother = new(options);
    private readonly Queue<FaceSlot> waiting = new();

    /// <summary>When the face was last seen.</summary>
    public TimeSpan LastSeen { get; private set; }

    /// <summary>Takes in a frame's judgement.</summary>
    public void Add(TimeSpan time, FaceSlot slot)
    {
        waiting.Enqueue(slot);
        LastSeen = time;
        Fill(smoother.Add(time, slot.Raw!));
    }

    /// <summary>Smooths what the lag has passed for at a time, whether the face was seen since or not.</summary>
    public void Pass(TimeSpan time) => Fill(smoother.Pass(time));

    /// <summary>Smooths what is left without waiting for more.</summary>
    public void Finish()
    {
        if (waiting.Count > 0)
            Fill(smoother.Finish());
    }

    private void Fill(IReadOnlyList<SmoothedEmotion> smoothed)
    {
        foreach (var frame in smoothed)
            waiting.Dequeue().Smoothed = frame.Smoothed;
    }
}
