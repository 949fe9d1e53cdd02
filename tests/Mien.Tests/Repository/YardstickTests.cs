using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit.Abstractions;

namespace Mien.Tests.Repository;

/// <summary>The size of files and functions. The figures are written out so that they can be quoted.</summary>
public class YardstickTests(ITestOutputHelper output)
{
    [Fact]
    public void Files_and_functions_stay_short()
    {
        var files = SourceTree.CSharp("src", "tests", "bench").ToList();
        var faults = new List<string>();
        faults.AddRange(Measure("file", [.. files.Select(path => new Extent(path, SourceTree.Read(path).TrimEnd('\n').Count(letter => letter == '\n') + 1))], 200, 400));
        faults.AddRange(Measure("function", [.. files.SelectMany(Functions)], 25, 60));
        Assert.Empty(faults);
    }

    private IEnumerable<string> Measure(string what, List<Extent> extents, int usual, int most)
    {
        extents.Sort((left, right) => left.Lines.CompareTo(right.Lines));
        var (median, ninetieth, largest) = (extents[extents.Count / 2].Lines, extents[extents.Count * 9 / 10].Lines, extents[^1]);
        output.WriteLine($"yardstick: {extents.Count} {what}s; lines a {what}: median {median}, 90th percentile {ninetieth}, largest {largest.Lines} ({largest.Name})");
        if (ninetieth > usual)
            yield return $"a tenth of the {what}s have more than {ninetieth} lines; {usual} is the limit";
        foreach (var extent in extents.Where(extent => extent.Lines > most))
            yield return $"{extent.Name} has {extent.Lines} lines; {most} is the limit";
    }

    private static IEnumerable<Extent> Functions(string path)
    {
        var root = CSharpSyntaxTree.ParseText(SourceTree.Read(path)).GetRoot();
        foreach (var node in root.DescendantNodes())
        {
            var name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.Text,
                LocalFunctionStatementSyntax local => local.Identifier.Text,
                BaseMethodDeclarationSyntax => "constructor or operator",
                AccessorDeclarationSyntax { Body: not null } accessor => accessor.Keyword.Text,
                _ => null,
            };
            if (name is null)
                continue;
            var lines = node.SyntaxTree.GetLineSpan(node.Span);
            yield return new Extent($"{path}: {name}", lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1);
        }
    }

    private sealed record Extent(string Name, int Lines);
}
