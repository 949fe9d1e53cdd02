namespace Mien.Emotions.OverTime;

/// <summary>What happens to an expression.</summary>
public enum EmotionEventKind
{
    /// <summary>It begins.</summary>
    Onset,

    /// <summary>It is strongest.</summary>
    Apex,

    /// <summary>It ends.</summary>
    Offset,
}
