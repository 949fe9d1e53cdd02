namespace Mien.Tests.Cli;

/// <summary>Texts that users read, kept as files. After a wanted change, <c>MIEN_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
internal static class Snapshot
{
    public static void Match(string name, string actual)
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Cli", "Snapshots", name + ".txt");
        // Trailing blanks are cut: they cannot be seen, and editors remove them.
        var text = string.Join('\n', actual.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("MIEN_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }
}
