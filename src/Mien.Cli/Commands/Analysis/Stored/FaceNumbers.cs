using Mien.Emotions.Video;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>
/// Finds the numbers that faces had before an interruption: the frames around it were analysed twice, and where the boxes of two numbers lie on one another in
/// them, they mean the same face.
/// </summary>
/// <param name="largest">The largest number that is taken.</param>
internal sealed class FaceNumbers(int largest)
{
    // Two analyses of one frame put a face to the same place; half leaves room for another phase of the search.
    private const double LeastOverlap = 0.5;
    private readonly Dictionary<(int New, int Old), double> overlaps = [];
    private Dictionary<int, int>? numbers;
    private int last = largest;

    /// <summary>Takes in a frame that both have.</summary>
    public void See(FrameResult before, FrameResult now)
    {
        foreach (var face in now.Faces)
        {
            foreach (var old in before.Faces)
            {
                var overlap = face.Box.IntersectionOverUnion(old.Box);
                if (overlap >= LeastOverlap)
                    overlaps[(face.Id, old.Id)] = overlaps.GetValueOrDefault((face.Id, old.Id)) + overlap;
            }
        }
    }

    /// <summary>The frame with the numbers from before; faces that were not there get new ones.</summary>
    public FrameResult Rename(FrameResult frame)
    {
        numbers ??= Pair();
        return frame with { Faces = [.. frame.Faces.Select(face => face with { Id = NumberOf(face.Id) }).OrderBy(face => face.Id)] };
    }

    private int NumberOf(int id) => numbers!.TryGetValue(id, out var known) ? known : numbers[id] = ++last;

    /// <summary>Pairs the numbers, those first that go together longest.</summary>
    private Dictionary<int, int> Pair()
    {
        var pairs = new Dictionary<int, int>();
        foreach (var ((id, old), _) in overlaps.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
        {
            if (!pairs.ContainsKey(id) && !pairs.ContainsValue(old))
                pairs[id] = old;
        }
        return pairs;
    }
}
