using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mien.Tests.Repository;

/// <summary>Habits that a reader would otherwise have to look for.</summary>
public partial class HouseRuleTests
{
    [Fact]
    public void No_file_names_a_folder_of_one_machine()
    {
        var wrong = TextFiles().Where(path => MachinePath().IsMatch(SourceTree.Read(path))).ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_is_folded_away()
    {
        var wrong = SourceTree.CSharp("src", "tests", "bench").Where(path => LeftOver().IsMatch(SourceTree.Read(path))).ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_type_does_work_before_it_is_used()
    {
        var wrong = SourceTree.CSharp("src").Where(HasStaticConstructor).ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong = from path in SourceTree.CSharp("src")
                    let space = NamespaceLine().Match(SourceTree.Read(path)).Groups[1].Value
                    where space.Length > 0 && space != Path.GetDirectoryName(path)![4..].Replace('/', '.').Replace('\\', '.')
                    select path;
        Assert.Empty(wrong);
    }

    private static bool HasStaticConstructor(string path) => CSharpSyntaxTree.ParseText(SourceTree.Read(path)).GetRoot()
        .DescendantNodes()
        .OfType<ConstructorDeclarationSyntax>()
        .Any(made => made.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.StaticKeyword)));

    private static IEnumerable<string> TextFiles() => SourceTree.Files("", ".").Where(path =>
        Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".py" or ".mjs" or ".sh" or ".md" or ".yaml" or ".yml" or ".json" or ".txt" or ".csv" or "");

    // Written so that this file does not match itself.
    [GeneratedRegex(@"(?<![\w.~-])/(?:work|home|root)/\w")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"#[r]egion|\b[T]ODO\b|\b[F]IXME\b")]
    private static partial Regex LeftOver();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
