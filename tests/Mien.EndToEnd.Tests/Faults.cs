namespace Mien.EndToEnd.Tests;

/// <summary>The classes that share one <see cref="TinyRun"/>.</summary>
[CollectionDefinition(nameof(Faults))]
public sealed class Faults : ICollectionFixture<TinyRun>
{
    /// <summary>Checks that a run said one line alone and gave nothing else.</summary>
    internal static void AssertOneLine(MienProcess run, int code, params string[] expected)
    {
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("mien: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("a fault of Mien itself", line, StringComparison.Ordinal);
        Assert.All(expected, part => Assert.Contains(part, line, StringComparison.Ordinal));
    }

    /// <summary>What a run said beside what it showed.</summary>
    internal static string[] Notes(MienProcess run) => [.. run.Error.Split('\n').Where(line => line.StartsWith("mien: ", StringComparison.Ordinal))];
}
