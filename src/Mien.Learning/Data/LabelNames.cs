using System.Globalization;
using Mien.Emotions;

namespace Mien.Learning.Data;

/// <summary>Chooses the label set that the class names of a folder or a table stand for.</summary>
internal static class LabelNames
{
    /// <summary>
    /// FER2013's set where all names are emotions of it (or its indices 0 to 6), FER+'s where contempt is among them, otherwise the names
    /// themselves in ordinal order.
    /// </summary>
    /// <exception cref="ArgumentException">Two different names mean one thing, or there are too many.</exception>
    public static LabelSet SetFor(IEnumerable<string> names)
    {
        var distinct = names.Select(name => name.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToArray();
        if (distinct.All(name => IndexIn(LabelSet.Fer2013, name) >= 0))
            return LabelSet.Fer2013;
        return distinct.All(name => LabelSet.FerPlus.IndexOf(name) >= 0) ? LabelSet.FerPlus : new LabelSet(distinct);
    }

    /// <summary>The class of a name; for FER2013's set also of an index. −1 where there is none.</summary>
    public static int IndexIn(LabelSet labels, string name)
    {
        var index = labels.IndexOf(name);
        return index < 0 && labels.Equals(LabelSet.Fer2013) && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < labels.Count ? number : index;
    }
}
