using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Mien.Learning.Recipes;

namespace Mien.Cli.Hosting;

/// <summary>Says what is wrong with the arguments, and which command or option was probably meant.</summary>
internal static class UsageFaults
{
    /// <summary>The faults, each one sentence; none where the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        if (parsed.Errors.Count == 0)
            return parsed.Action is HelpAction or ExampleHelp ? [] : [.. Misplaced(parsed).Select(token => File.Exists(token) ? $"'{token}' reads as an option; name files of this kind after --" : Unknown(token, command))];
        if (parsed.Action is not (null or ParseErrorAction))
            return [];
        // What follows an option that there is not is probably its value, and no fault of its own.
        var unknown = parsed.UnmatchedTokens.Any(IsOption) ? parsed.UnmatchedTokens.Where(IsOption) : parsed.UnmatchedTokens;
        var faults = unknown.Select(token => Unknown(token, command)).ToList();
        if (faults.Count == 0)
            faults.AddRange(Told(parsed.Errors).Select(error => Sentence(error, command)).Distinct());
        return faults;
    }

    /// <summary>What looks like an option and was taken for a file: one that there is not. A file of such a name stands after <c>--</c>.</summary>
    private static IEnumerable<string> Misplaced(ParseResult parsed)
    {
        var escaped = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Count(token => token.Type == TokenType.Argument);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens).SkipLast(escaped).Select(token => token.Value).Where(IsOption);
    }

    /// <summary>An option that took what it cannot use has probably taken the argument that is missing.</summary>
    private static IEnumerable<ParseError> Told(IReadOnlyList<ParseError> errors)
    {
        var ofValues = errors.Where(error => error.SymbolResult is OptionResult { Tokens.Count: > 0 } or ArgumentResult { Parent: OptionResult, Tokens.Count: > 0 }).ToList();
        return ofValues.Count > 0 ? ofValues : errors;
    }

    private static bool IsOption(string token) => token.StartsWith('-') && token.Length > 1;

    private static string Unknown(string token, CommandResult place)
    {
        var (path, command) = (PathOf(place), place.Command);
        var isOption = IsOption(token);
        if (!isOption && command.Subcommands.Count == 0)
            return $"'{path}' does not take '{token}'; see '{path} --help'";
        var (kind, names) = isOption
            ? ("option", command.Options.Select(option => option.Name).Append("--help"))
            : ("command", command.Subcommands.Select(sub => sub.Name));
        var meant = KeySuggestion.Nearest(token, names) is { } nearest ? $"did you mean '{nearest}'?" : $"see '{path} --help'";
        return isOption ? $"'{path}' has no {kind} '{token}'; {meant}" : $"there is no {kind} '{path} {token}'; {meant}";
    }

    private static string Sentence(ParseError error, CommandResult place)
    {
        var path = PathOf(place);
        return error.SymbolResult switch
        {
            CommandResult when place.Command.Subcommands.Count > 0 => $"'{path}' needs a command; see '{path} --help'",
            ArgumentResult { Argument: var argument, Tokens.Count: 0, Parent: CommandResult } => $"'{path}' needs {argument.Name}; see '{path} --help'",
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value; see '{path} --help'",
            _ => error.Message.TrimEnd('.'),
        };
    }

    private static string PathOf(CommandResult place)
    {
        var names = new List<string>();
        for (SymbolResult? at = place; at is CommandResult command; at = command.Parent)
            names.Insert(0, command.Parent is null ? "mien" : command.Command.Name);
        return string.Join(' ', names);
    }
}
