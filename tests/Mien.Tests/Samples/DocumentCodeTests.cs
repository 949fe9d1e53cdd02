using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Mien.Tests.Samples;

/// <summary>The C# in the documents compiles as it stands.</summary>
public sealed partial class DocumentCodeTests
{
    // What the reader is said to have.
    private const string Given = """
        global using static Given;
        static class Given
        {
            public static int width => 2;
            public static int height => 1;
            public static byte[] pixels => new byte[6];
            public static TimeSpan time => TimeSpan.Zero;
        }
        """;

    [Theory]
    [InlineData("README.md", 2)]
    [InlineData("docs/library.md", 3)]
    public void Each_block_compiles(string document, int least)
    {
        var text = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, document));
        string[] blocks = [.. Block.Matches(text).Select(match => match.Groups[1].Value)];
        Assert.True(blocks.Length >= least, $"{document} has {blocks.Length} blocks of C#");
        Assert.Empty(blocks.SelectMany(block => SampleProgram.Compile(block, Given).GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error))
            .Select(found => $"{document}: {found}"));
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block { get; }
}
