namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>Draws clips by seed: the same seed gives the same clip.</summary>
internal sealed class ScriptWriter(IGallery gallery)
{
    private static readonly int[] Rates = [15, 25, 30];

    /// <summary>A clip of one to four persons, some of whom cross, leave and return, or make way for others.</summary>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="length">Seconds, at least 12.</param>
    public ClipScript Write(int seed, double length)
    {
        var (random, count) = (new Random(seed), 1 + (seed % 4));
        var (width, height) = (640, 480);
        var homes = Enumerable.Range(0, count).Select(i => Home(random, (i + 0.5) * width / count, height / 2.0, width / count, height)).ToList();
        var people = homes.Select((home, i) => Person(random, i, home, length)).ToList();
        var isCrossing = count > 1 && random.NextDouble() < 0.7;
        if (isCrossing)
            Cross(random, people, length);
        for (var i = isCrossing ? 2 : 0; i < people.Count; i++)
        {
            var chance = random.NextDouble();
            if (gallery.HasManyPeople && i == people.Count - 1 && chance < 0.4)
                people.Add(Replace(random, people, i, length));
            else if (chance < 0.8)
                people[i] = Leaving(random, people[i], length);
            if (people.Count > count)
                break;
        }
        return new ClipScript { Seed = seed, Length = length, FrameRate = Rates[random.Next(3)], People = people, Wear = ClipWear.Draw(random, length), ChangesFaces = gallery.HasManyPeople };
    }

    /// <summary>A clip of twenty persons at once.</summary>
    public ClipScript WriteCrowd(int seed, double length)
    {
        var (random, width, height) = (new Random(seed), 1280, 720);
        var people = Enumerable.Range(0, 20).Select(i =>
            Person(random, i, Home(random, ((i % 7) + 0.5) * width / 7, ((i / 7) + 0.5) * height / 3, width / 7, height / 3), length));
        return new ClipScript { Seed = seed, Width = width, Height = height, Length = length, People = [.. people], Wear = ClipWear.Draw(random, length), ChangesFaces = gallery.HasManyPeople };
    }

    private static Place Home(Random random, double x, double y, double width, double height)
    {
        var side = Math.Min(0.62 * width, 0.45 * height) * (0.8 + (0.2 * random.NextDouble()));
        return new Place(x, y + (0.08 * height * (random.NextDouble() - 0.5)), side, 0.1 * (random.NextDouble() - 0.5));
    }

    private PersonScript Person(Random random, int number, Place home, double length) => new()
    {
        Person = number,
        Home = home,
        Holds = Holds(random, length),
        Look = FaceLook.Draw(random, gallery.HasManyPeople ? 0 : 40),
        Drift = (Wave.Draw(random, 0.18 * home.Side, 3, 7), Wave.Draw(random, 0.12 * home.Side, 3, 7), Wave.Draw(random, 0.12, 4, 8), Wave.Draw(random, 0.08, 3, 7)),
    };

    /// <summary>Expressions of 1.5 to 4 seconds that fade into one another over 0.2 to 1 second.</summary>
    private List<Hold> Holds(Random random, double length)
    {
        List<Hold> holds = [new Hold(0, 0, Expression(random, null))];
        for (var start = Held(random); start < length - 1; start += Held(random))
            holds.Add(new Hold(start, 0.2 + (0.8 * random.NextDouble()), Expression(random, holds[^1].Shown.Label)));
        return holds;
    }

    private static double Held(Random random) => 1.5 + (2.5 * random.NextDouble());

    private Expression Expression(Random random, string? before)
    {
        string[] labels = [.. gallery.Labels.Where(label => label != before)];
        return gallery.Draw(labels[random.Next(labels.Length)], random);
    }

    /// <summary>The first two change places, the second passing in front of the first.</summary>
    private void Cross(Random random, List<PersonScript> people, double length)
    {
        var (a, start) = Hide(random, people[0], length, 1.5);
        var (b, takes) = (people[1], 2 + (2 * random.NextDouble()));
        start -= (takes - 1.5) / 2;
        people[0] = a with { Walks = [new Walk(start, takes, b.Home.X - a.Home.X, b.Home.Y - a.Home.Y)] };
        people[1] = b with { Walks = [new Walk(start, takes, a.Home.X - b.Home.X, a.Home.Y - b.Home.Y)] };
    }

    /// <summary>The person is gone for 1 to 2.7 seconds and comes back up to half a face's width away.</summary>
    private PersonScript Leaving(Random random, PersonScript person, double length)
    {
        var takes = 1 + (1.7 * random.NextDouble());
        var (hiding, from) = Hide(random, person, length, takes);
        var aside = (random.NextDouble() - 0.5) * person.Home.Side;
        return hiding with { Walks = [new Walk(from, takes, aside, 0)], Absences = [(from, from + takes)] };
    }

    /// <summary>
    /// Finds a time for a person to be out of sight. Where a label has many faces, it interrupts the longest expression, which goes on afterwards: otherwise another
    /// person would come back.
    /// </summary>
    /// <returns>The person, and when it begins.</returns>
    private (PersonScript Person, double From) Hide(Random random, PersonScript person, double length, double takes)
    {
        var start = 2 + (random.NextDouble() * (length - 8));
        if (!gallery.HasManyPeople)
            return (person, start);
        var holds = person.Holds;
        var longest = Enumerable.Range(0, holds.Count - 1).Where(i => holds[i + 1].Start < length - 4).MaxBy(i => holds[i + 1].Start - holds[i].Start);
        start = (holds[longest].Start + (holds[longest].Fade / 2) + holds[longest + 1].Start - (holds[longest + 1].Fade / 2)) / 2;
        var later = holds.Select((hold, i) => i > longest ? hold with { Start = hold.Start + takes } : hold);
        return (person with { Holds = [.. later.Where(hold => hold.Start < length - 1)] }, start);
    }

    /// <summary>The person leaves for good, and another comes to the same place soon after.</summary>
    private PersonScript Replace(Random random, List<PersonScript> people, int leaving, double length)
    {
        var (gone, pause) = ((0.4 + (0.2 * random.NextDouble())) * length, 0.6 + (1.6 * random.NextDouble()));
        people[leaving] = people[leaving] with { Absences = [(gone, double.PositiveInfinity)] };
        return Person(random, people.Count, people[leaving].Home, length) with { Absences = [(0, gone + pause)] };
    }
}
