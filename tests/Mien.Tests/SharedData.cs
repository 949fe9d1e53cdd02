namespace Mien.Tests;

/// <summary>Where the data sets lie that tests read in place: <c>MIEN_DATA</c>, or <c>../shared/data</c> beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>The repository's root, found upwards from the test assembly.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The folder of the data sets; it may not exist.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("MIEN_DATA") ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data"));

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Mien.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside a checkout of the repository.");
        return folder;
    }
}

/// <summary>A test that needs a data set which is not part of the repository; it is skipped, and says so, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute(string relativePath)
    {
        var path = SharedData.PathOf(relativePath);
        if (!File.Exists(path) && !Directory.Exists(path))
            Skip = $"needs the data '{relativePath}' (set MIEN_DATA to the folder that holds it)";
    }
}
