using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mien.Tests.Repository;

/// <summary>A project uses only the floors under it, and folders inside a project do not run in circles.</summary>
public partial class FloorTests
{
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Mien.Compute"] = 1,
        ["Mien.Neural"] = 2,
        ["Mien.Imaging"] = 2,
        ["Mien.Faces"] = 3,
        ["Mien.Emotions"] = 4,
        ["Mien.Learning"] = 5,
        ["Mien.Cli"] = 6,
        ["Mien.Server"] = 6,
    };

    /// <summary>Folders that know one another, each with its reason.</summary>
    private static readonly Dictionary<string, string> KnownCircles = new()
    {
        ["Mien.Neural.Onnx <-> Mien.Neural.Operators"] = "an operator's file holds its ONNX form, and the reader finds operators by their registry",
    };

    [Fact]
    public void Every_project_of_the_source_has_a_floor() =>
        Assert.Empty(Projects().Select(project => project.Name).Except(Floors.Keys));

    [Fact]
    public void Project_references_run_down()
    {
        var wrong = from project in Projects()
                    from used in References(project.Path, "ProjectReference").Select(Path.GetFileNameWithoutExtension)
                    where Floors[used!] >= Floors[project.Name]
                    select $"{project.Name} -> {used}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Serving_needs_no_learning() =>
        Assert.DoesNotContain(Projects().Where(project => project.Name == "Mien.Server"), project => Uses(project.Path, "Mien.Learning"));

    [Fact]
    public void Packages_stay_where_they_belong()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["System.Numerics.Tensors"] = ["Mien.Compute"],
            ["Google.Protobuf"] = ["Mien.Neural"],
            ["YamlDotNet"] = ["Mien.Learning", "Mien.Emotions"],
            ["CsvHelper"] = ["Mien.Learning"],
            ["System.CommandLine"] = ["Mien.Cli"],
            ["Spectre.Console"] = ["Mien.Cli"],
        };
        var wrong = from project in Projects()
                    from package in References(project.Path, "PackageReference")
                    where !allowed.GetValueOrDefault(package, []).Contains(project.Name)
                    select $"{project.Name} -> {package}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Onnx", "src/Mien.Compute")]
    [InlineData("Google.Protobuf", "src/Mien.Compute", "src/Mien.Imaging", "src/Mien.Faces", "src/Mien.Emotions", "src/Mien.Learning", "src/Mien.Cli")]
    [InlineData("LibraryImport(", "src/Mien.Neural", "src/Mien.Faces", "src/Mien.Emotions", "src/Mien.Learning", "src/Mien.Cli")]
    [InlineData("DllImport(", "src")]
    [InlineData("using Spectre", "src/Mien.Compute", "src/Mien.Neural", "src/Mien.Imaging", "src/Mien.Faces", "src/Mien.Emotions", "src/Mien.Learning")]
    [InlineData("Console.", "src/Mien.Compute", "src/Mien.Neural", "src/Mien.Imaging", "src/Mien.Faces", "src/Mien.Emotions", "src/Mien.Learning")]
    public void Some_things_are_not_known_in_some_places(string thing, params string[] folders)
    {
        var knowing = SourceTree.CSharp(folders).Where(path => SourceTree.Read(path).Contains(thing, StringComparison.Ordinal)).ToList();
        Assert.Empty(knowing);
    }

    [Fact]
    public void Folders_of_a_project_do_not_run_in_circles()
    {
        var uses = (from path in SourceTree.CSharp("src")
                    let text = SourceTree.Read(path)
                    let space = NamespaceLine().Match(text).Groups[1].Value
                    from Match line in UsingLine().Matches(text)
                    let used = line.Groups[1].Value
                    where ProjectOf(used) == ProjectOf(space) && AreBeside(used, space)
                    select (From: space, To: used)).Distinct().ToHashSet();
        var circles = uses.SelectMany(edge => Reachable(edge.To, uses).Where(end => end == edge.From).Select(_ => Pair(edge.From, edge.To)));
        Assert.Empty(circles.Distinct().Except(KnownCircles.Keys));
    }

    private static string Pair(string left, string right) =>
        string.CompareOrdinal(left, right) < 0 ? $"{left} <-> {right}" : $"{right} <-> {left}";

    private static HashSet<string> Reachable(string start, HashSet<(string From, string To)> uses)
    {
        var (found, open) = (new HashSet<string> { start }, new Stack<string>([start]));
        while (open.TryPop(out var at))
        {
            foreach (var (_, next) in uses.Where(edge => edge.From == at && !KnownCircles.ContainsKey(Pair(edge.From, edge.To))))
            {
                if (found.Add(next))
                    open.Push(next);
            }
        }
        return found;
    }

    /// <summary>Whether neither folder lies in the other: a folder and its own parts belong together.</summary>
    private static bool AreBeside(string left, string right) =>
        !(left + ".").StartsWith(right + ".", StringComparison.Ordinal) && !(right + ".").StartsWith(left + ".", StringComparison.Ordinal);

    private static string ProjectOf(string space) => string.Join('.', space.Split('.').Take(2));

    private static bool Uses(string project, string name) => References(project, "ProjectReference").Any(reference =>
        Path.GetFileNameWithoutExtension(reference) == name || Uses($"src/{Path.GetFileNameWithoutExtension(reference)}/{Path.GetFileName(reference)}", name));

    private static IEnumerable<(string Name, string Path)> Projects() =>
        SourceTree.Files(".csproj", "src").Select(path => (System.IO.Path.GetFileNameWithoutExtension(path), path));

    private static IEnumerable<string> References(string project, string kind) => XDocument.Parse(SourceTree.Read(project))
        .Descendants(kind)
        .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(Mien\.[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
