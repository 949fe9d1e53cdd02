namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>What a made person does: the truth of a clip. Times are seconds from its beginning.</summary>
internal sealed record PersonScript
{
    /// <summary>The person's number in the clip, from 0; higher numbers stand in front.</summary>
    public required int Person { get; init; }

    /// <summary>The expressions, in order; the first from the beginning.</summary>
    public required IReadOnlyList<Hold> Holds { get; init; }

    /// <summary>Where the person is at first.</summary>
    public required Place Home { get; init; }

    /// <summary>Deviations from the way: x and y in pixels, the side as a share, the roll in radians.</summary>
    public required (Wave X, Wave Y, Wave Side, Wave Roll) Drift { get; init; }

    /// <summary>Ways that change where home is.</summary>
    public IReadOnlyList<Walk> Walks { get; init; } = [];

    /// <summary>When the face is away.</summary>
    public IReadOnlyList<(double From, double To)> Absences { get; init; } = [];

    /// <summary>What makes the person look unlike the others.</summary>
    public required FaceLook Look { get; init; }

    /// <summary>Whether the face can be seen at a time, others in front aside.</summary>
    public bool IsThere(double time) => !Absences.Any(away => time >= away.From && time < away.To);

    /// <summary>The expression at a time.</summary>
    public Hold HoldAt(double time) => Holds.Last(hold => hold.Start <= time || hold == Holds[0]);

    /// <summary>The label at a time: it changes in the middle of a fade.</summary>
    public string LabelAt(double time) => HoldAt(time).Shown.Label;

    /// <summary>Whether two expressions are mixed.</summary>
    public bool IsFading(double time) => Holds.Any(hold => Math.Abs(time - hold.Start) < hold.Fade / 2);

    /// <summary>The two expressions that are mixed, and the share of the second; the same twice outside fades.</summary>
    public (Expression From, Expression To, double Share) MixAt(double time)
    {
        for (var i = 1; i < Holds.Count; i++)
        {
            var hold = Holds[i];
            if (Math.Abs(time - hold.Start) < hold.Fade / 2)
                return (Holds[i - 1].Shown, hold.Shown, 0.5 + ((time - hold.Start) / hold.Fade));
        }
        var shown = HoldAt(time).Shown;
        return (shown, shown, 0);
    }

    /// <summary>Where the face is at a time.</summary>
    public Place PlaceAt(double time)
    {
        var (x, y) = (Home.X + Drift.X.At(time), Home.Y + Drift.Y.At(time));
        foreach (var walk in Walks)
            (x, y) = (x + (walk.X * walk.DoneAt(time)), y + (walk.Y * walk.DoneAt(time)));
        return new Place(x, y, Home.Side * (1 + Drift.Side.At(time)), Home.Roll + Drift.Roll.At(time));
    }
}
