using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Mien.Cli.Hosting;

/// <summary>Options with a checked range, whose faults are sentences.</summary>
internal static class OptionKinds
{
    /// <summary>A whole number.</summary>
    public static Option<int> Whole(string name, string description, int fallback, int smallest, int largest) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest)
                return value;
            result.AddError(FormattableString.Invariant($"{name} takes a whole number from {smallest} to {largest}, not '{text}'"));
            return fallback;
        },
    };

    /// <summary>A whole number that may be left out.</summary>
    public static Option<int?> WholeOrNone(string name, string description, int smallest, int largest) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest)
                return value;
            result.AddError(FormattableString.Invariant($"{name} takes a whole number from {smallest} to {largest}, not '{text}'"));
            return null;
        },
    };

    /// <summary>A number.</summary>
    public static Option<double> Number(string name, string description, double fallback, double smallest, double largest) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest)
                return value;
            result.AddError(FormattableString.Invariant($"{name} takes a number from {smallest} to {largest}, not '{text}'"));
            return fallback;
        },
    };

    /// <summary>A number that need not be given.</summary>
    public static Option<double?> NumberOrNone(string name, string description, double smallest, double largest) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest)
                return value;
            result.AddError(FormattableString.Invariant($"{name} takes a number from {smallest} to {largest}, not '{text}'"));
            return null;
        },
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

    private static string? Word(ArgumentResult result, string name, string[] words)
    {
        var text = result.Tokens[0].Value;
        if (words.Contains(text))
            return text;
        result.AddError($"{name} takes {string.Join(" or ", words)}, not '{text}'");
        return null;
    }
}
