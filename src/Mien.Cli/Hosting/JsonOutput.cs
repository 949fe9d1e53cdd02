using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mien.Neural;

namespace Mien.Cli.Hosting;

/// <summary>The option <c>--json [FILE|-]</c> and what it writes.</summary>
internal sealed class JsonOutput
{
    private const string StandardOutput = "-";
    private readonly string? target;

    private JsonOutput(string? target) => this.target = target;

    /// <summary>Whether there is anything to write.</summary>
    public bool IsWanted => target is not null;

    /// <summary>Whether the result goes to standard output, so that people are not shown it as well.</summary>
    public bool IsStandardOutput => target == StandardOutput;

    /// <summary>The option. A file must be named like one of JSON, so that a picture's path behind a bare <c>--json</c> is never written over.</summary>
    public static Option<string?> Option() => new("--json")
    {
        Description = "Write the result as JSON, to standard output or to a file named *.json or *.jsonl",
        HelpName = "FILE|-",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            if (result.Tokens.Count == 0)
                return StandardOutput;
            var text = result.Tokens[0].Value;
            if (text == StandardOutput || Path.GetExtension(text) is ".json" or ".jsonl")
                return text;
            result.AddError($"--json writes to '-' or to a file named *.json or *.jsonl, not to '{text}'");
            return null;
        },
    };

    /// <summary>What was asked for.</summary>
    public static JsonOutput From(ParseResult parsed, Option<string?> option) =>
        new(parsed.GetResult(option) is null ? null : parsed.GetValue(option) ?? StandardOutput);

    /// <summary>Writes one object on one line, where it was asked for. A file is there whole or not at all.</summary>
    public void Write<T>(T value, JsonTypeInfo<T> type, Shell shell)
    {
        if (target is null)
            return;
        var line = JsonSerializer.Serialize(value, type);
        if (IsStandardOutput)
            shell.Out.Write(line + "\n");
        else
            AtomicFile.WriteText(target, line + "\n");
    }
}
