using Mien.Emotions;
using Mien.Learning.Data;

namespace Mien.Learning.Portraits;

/// <summary>Chooses the pictures on which annotators agree.</summary>
internal static class PortraitSelection
{
    private const int FewestVotes = 5;

    /// <summary>The pictures of each emotion, in the order of <see cref="Emotion"/>; equal pictures once.</summary>
    /// <exception cref="DataFormatException">There are no votes, or too few pictures show an emotion.</exception>
    public static PortraitFace[][] Select(Dataset data, PortraitOptions options)
    {
        if (!data.HasVotes)
            throw new DataFormatException(data.Source, 0, null, "portraits need FER+ votes; give the file fer2013new.csv with --votes.");
        var rows = data.Samples.Where(sample => sample.Split == Split.Training).ToArray();
        return [.. Enum.GetValues<Emotion>().Select(emotion => Select(rows, emotion, data.Source, options))];
    }

    private static PortraitFace[] Select(Sample[] rows, Emotion emotion, string source, PortraitOptions options)
    {
        var column = LabelSet.FerPlus.IndexOf(emotion);
        var agreed = rows.Where(row => row.Votes!.Value.PluralityLabel() == column && row.Votes.Value[column] >= FewestVotes)
            .DistinctBy(row => row.PixelDigest())
            .OrderByDescending(row => row.Votes!.Value[column]).ThenBy(row => row.Row)
            .ToArray();
        var clear = agreed.Count(row => row.Votes!.Value[column] >= options.Votes);
        var count = Math.Min(options.MostFaces, clear >= options.WantedFaces ? clear : WithEqualVotes(agreed, column, options.WantedFaces));
        return [.. agreed.Take(Required(count, emotion, source, options)).Select(row => new PortraitFace(row.LoadPicture(), emotion, row.Votes!.Value[column]))];
    }

    /// <summary>The number of faces, where it is enough for a portrait.</summary>
    /// <exception cref="DataFormatException">It is not.</exception>
    public static int Required(int count, Emotion emotion, string source, PortraitOptions options) => count >= options.FewestFaces ? count
        : throw new DataFormatException(source, 0, null, FormattableString.Invariant(
            $"only {count} different training pictures show {EmotionNames.NameOf(emotion)} to most annotators; a portrait is the mean of at least {options.FewestFaces}."));

    /// <summary>At least so many rows, and with the last one all that have as many votes.</summary>
    private static int WithEqualVotes(Sample[] agreed, int column, int wanted)
    {
        var count = Math.Min(wanted, agreed.Length);
        while (count > 0 && count < agreed.Length && agreed[count].Votes!.Value[column] == agreed[count - 1].Votes!.Value[column])
            count++;
        return count;
    }
}
