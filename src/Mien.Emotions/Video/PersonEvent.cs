using Mien.Emotions.OverTime;

namespace Mien.Emotions.Video;

/// <summary>A turn in what one of the faces of a video shows.</summary>
/// <param name="Id">The number of the face.</param>
/// <param name="Event">What happens.</param>
public sealed record PersonEvent(int Id, EmotionEvent Event);
