using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mien.Tests.Samples;

/// <summary>
/// A program of <c>samples/</c>, compiled against the assemblies under test: what <c>dotnet run</c> does, without building the projects once more.
/// Disposing it deletes what was built.
/// </summary>
internal sealed class SampleProgram : IDisposable
{
    // What ImplicitUsings gives.
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
    private readonly string folder = Directory.CreateTempSubdirectory("mien-sample-").FullName;

    public SampleProgram(string name)
    {
        var result = Compile(Source(name)).Emit(Path.Combine(folder, "sample.dll"));
        Problems = [.. result.Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => $"{name}: {found}")];
    }

    /// <summary>Compiles programs that consist of statements.</summary>
    /// <param name="texts">The files, one of them with the statements.</param>
    public static CSharpCompilation Compile(params string[] texts)
    {
        var trees = texts.Append(Usings).Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("sample", trees, references, options);
    }

    /// <summary>The command that runs the tests, which need not be on the path.</summary>
    public static string Dotnet =>
        Path.GetDirectoryName(Environment.ProcessPath) is { } folder && File.Exists(Path.Combine(folder, "dotnet")) ? Path.Combine(folder, "dotnet") : "dotnet";

    /// <summary>Errors and warnings of the compiler.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The text of a sample, its directives for <c>dotnet run</c> made comments.</summary>
    public static string Source(string name) => string.Join('\n', File.ReadLines(PathOf(name)).Select(line => line.StartsWith('#') ? "//" + line : line));

    public static string PathOf(string name) => Path.Combine(SharedData.RepositoryRoot, "samples", name);

    /// <summary>Runs it in a process of its own, in the repository's root.</summary>
    /// <returns>Its exit code, and what it wrote to standard output and standard error.</returns>
    public (int Code, string Output, string Error) Run(params string[] arguments)
    {
        Assert.Empty(Problems);
        var here = AppContext.BaseDirectory;
        File.Copy(Path.Combine(here, "Mien.Tests.runtimeconfig.json"), Path.Combine(folder, "sample.runtimeconfig.json"), overwrite: true);
        foreach (var path in Directory.GetFiles(here, "*.dll").Where(path => !Path.GetFileName(path).StartsWith("Microsoft.", StringComparison.Ordinal)))
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)), overwrite: true);
        return Run(Dotnet, [Path.Combine(folder, "sample.dll"), .. arguments]);
    }

    /// <summary>Runs a program in the repository's root to its end.</summary>
    public static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = SharedData.RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
