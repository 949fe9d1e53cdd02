using Mien.Learning.Training;

namespace Mien.Cli.Commands;

/// <summary>A model by what users call it: its file, or the folder of the run that made it.</summary>
internal static class ModelPath
{
    /// <summary>The model's file; of a run's folder its best model.</summary>
    public static string Of(string path) => Directory.Exists(path) ? BestOf(path) : path;

    /// <summary>What tables call models: the last part of each path where these differ, otherwise the paths.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> paths)
    {
        string[] leaves = [.. paths.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))];
        return leaves.Distinct().Count() == leaves.Length && !leaves.Contains(string.Empty) ? leaves : paths;
    }

    private static string BestOf(string folder)
    {
        var classical = new RunFolder(folder, isClassical: true).Best;
        return File.Exists(classical) ? classical : new RunFolder(folder).Best;
    }
}
