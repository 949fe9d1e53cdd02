namespace Mien.Tests.Repository;

/// <summary>The files of the repository as they lie in the checkout, without what is built.</summary>
internal static class SourceTree
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "runs"];

    /// <summary>Paths from the root, with slashes, of all files with an ending under some folders of the root.</summary>
    public static IEnumerable<string> Files(string ending, params string[] folders) => folders
        .Select(folder => Path.Combine(SharedData.RepositoryRoot, folder))
        .Where(Directory.Exists)
        .SelectMany(Walk)
        .Where(path => path.EndsWith(ending, StringComparison.Ordinal))
        .Select(path => Path.GetRelativePath(SharedData.RepositoryRoot, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>Written C#; generated files (<c>*.g.cs</c>) are not part of it.</summary>
    public static IEnumerable<string> CSharp(params string[] folders) =>
        Files(".cs", folders).Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path));

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
        .Where(child => Path.GetFileName(child) is var name && !Built.Contains(name) && (name[0] != '.' || name == ".ci"))
        .SelectMany(Walk));
}
