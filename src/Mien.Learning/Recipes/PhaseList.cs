using Mien.Neural;

namespace Mien.Learning.Recipes;

/// <summary>Reads the section <c>phases</c>.</summary>
internal static class PhaseList
{
    /// <summary>The most phases of a run.</summary>
    public const int Most = 16;

    /// <summary>The phases; none where the recipe names none, and then the resolved recipe does not either.</summary>
    public static IReadOnlyList<PhaseOptions> Read(SectionReader recipe, double learningRate, NetworkChoice choice)
    {
        if (!recipe.Has("phases"))
            return [];
        var sections = recipe.Sections("phases", Most);
        var phases = sections.Select(section => PhaseOptions.Read(section, learningRate)).ToList();
        if (phases.Exists(p => p.Freeze.Count + p.Train.Count > 0) && Network(choice) is { } network)
        {
            for (var i = 0; i < phases.Count; i++)
                phases[i].Check(sections[i], network);
        }
        return phases;
    }

    /// <summary>The network whose names are checked, or null where its own options are at fault, which is reported elsewhere.</summary>
    private static Graph? Network(NetworkChoice choice)
    {
        try
        {
            return choice.Create();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
