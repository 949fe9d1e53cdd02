using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Mien.Cli.Hosting;

/// <summary>Options with a checked range, whose faults are sentences.</summary>
internal static class OptionKinds
{
    /// <summary>The first of some options that the user gave, defaults apart; null where none was.</summary>
    public static Option? FirstGiven(ParseResult parsed, params IEnumerable<Option> options) => options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>A whole number.</summary>
    public static Option<int> Whole(string name, string description, int fallback, int smallest, int largest) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => WholeIn(result, name, smallest, largest) ?? fallback,
    };

    /// <summary>A whole number that may be left out.</summary>
    public static Option<int?> WholeOrNone(string name, string description, int smallest, int largest) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => WholeIn(result, name, smallest, largest),
    };

    /// <summary>A number.</summary>
    public static Option<double> Number(string name, string description, double fallback, double smallest, double largest) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => NumberIn(result, name, smallest, largest) ?? fallback,
    };

    /// <summary>A number that may be left out.</summary>
    public static Option<double?> NumberOrNone(string name, string description, double smallest, double largest) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result => NumberIn(result, name, smallest, largest),
    };

    /// <summary>One word of a few.</summary>
    /// <param name="fallback">The default; null where the command decides.</param>
    public static Option<string?> Choice(string name, string description, string? fallback, params string[] words)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => Word(result, name, words),
        };
        if (fallback is not null)
            option.DefaultValueFactory = _ => fallback;
        return option;
    }

    private static int? WholeIn(ArgumentResult result, string name, int smallest, int largest) => In(result, name, "a whole number", NumberStyles.AllowLeadingSign, smallest, largest);

    private static double? NumberIn(ArgumentResult result, string name, double smallest, double largest) => In(result, name, "a number", NumberStyles.Float, smallest, largest);

    private static T? In<T>(ArgumentResult result, string name, string kind, NumberStyles styles, T smallest, T largest)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, styles, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest)
            return value;
        result.AddError(FormattableString.Invariant($"{name} takes {kind} from {smallest} to {largest}, not '{text}'"));
        return null;
    }

    private static string? Word(ArgumentResult result, string name, string[] words)
    {
        var text = result.Tokens[0].Value;
        if (words.Contains(text))
            return text;
        result.AddError($"{name} takes {string.Join(" or ", words)}, not '{text}'");
        return null;
    }
}
