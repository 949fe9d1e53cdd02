using System.Text.Json;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>Reads <c>log.jsonl</c>.</summary>
public static class RunLog
{
    /// <summary>The epochs of a log; none where there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line is no epoch's; the text names it.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path) ? [.. File.ReadLines(path).Select((line, i) => Parse(line, path, i + 1))] : [];
    }

    /// <summary>Drops the lines of epochs that the checkpoint does not know yet: they will be run again.</summary>
    /// <param name="path">The file; nothing is done where there is none.</param>
    /// <param name="epochs">The epochs to keep.</param>
    internal static void Rewind(string path, int epochs)
    {
        if (!File.Exists(path))
            return;
        var lines = string.Concat(File.ReadLines(path).Take(epochs).ToList().Select(line => line + "\n"));
        AtomicFile.WriteText(path, lines);
    }

    private static EpochRecord Parse(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TrainingJson.Default.EpochRecord) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{path}:{number}: this is no line of a training log ({fault.Message})."), fault);
        }
    }
}
