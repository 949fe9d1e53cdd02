namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A made clip: who is in it and how badly it is filmed. Times are seconds.</summary>
internal sealed record ClipScript
{
    /// <summary>What everything else was drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>Pixels a row.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Frames a second.</summary>
    public int FrameRate { get; init; } = 25;

    /// <summary>How long it is.</summary>
    public required double Length { get; init; }

    /// <summary>The persons, those in front last.</summary>
    public required IReadOnlyList<PersonScript> People { get; init; }

    /// <summary>How it is filmed.</summary>
    public required ClipWear Wear { get; init; }

    /// <summary>Whether each expression is another person's picture.</summary>
    public bool ChangesFaces { get; init; }

    /// <summary>Frames.</summary>
    public int Frames => (int)(Length * FrameRate);

    /// <summary>The truth at a time, by person.</summary>
    public IReadOnlyList<TrueFace> At(double time)
    {
        var there = People.Where(person => person.IsThere(time)).Select(person => (Person: person, person.PlaceAt(time).Box)).ToList();
        // The one in front covers most in these clips, so that covers are not added up.
        return [.. there.Select((face, i) => new TrueFace(
            face.Person.Person, face.Box, face.Person.LabelAt(time), face.Person.IsFading(time),
            there.Skip(i + 1).Select(front => front.Box.Intersect(face.Box).Area / face.Box.Area).DefaultIfEmpty(0).Max())
        {
            Picture = ChangesFaces ? face.Person.Holds.Count(hold => hold.Start <= time) : 0,
        })];
    }
}
