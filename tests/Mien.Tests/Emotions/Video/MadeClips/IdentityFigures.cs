namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>How well numbers stayed with persons (CLEAR MOT: Bernardin and Stiefelhagen 2008), pairs overlapping by three tenths.</summary>
/// <param name="Faces">True faces of all frames that could be seen.</param>
/// <param name="Missed">Those without a result.</param>
/// <param name="False">Results without a true face.</param>
/// <param name="Switches">A person has another number than when last seen.</param>
/// <param name="Renewed">A person has another number rightly: after more than three seconds without being found, or after half a second with another person's picture since.</param>
/// <param name="Fragments">A person in sight was lost for a while and found again.</param>
/// <param name="Merged">A number was given to another person than before.</param>
internal readonly record struct IdentityFigures(int Faces, int Missed, int False, int Switches, int Renewed, int Fragments, int Merged)
{
    public static IdentityFigures operator +(IdentityFigures a, IdentityFigures b) =>
        new(a.Faces + b.Faces, a.Missed + b.Missed, a.False + b.False, a.Switches + b.Switches, a.Renewed + b.Renewed, a.Fragments + b.Fragments, a.Merged + b.Merged);
}
