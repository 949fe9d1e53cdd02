using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Data;
using Mien.Learning.Recipes;

namespace Mien.Cli.Commands;

/// <summary>The options <c>--holdout</c> and <c>--seed</c>: a stratified share of the rows that is tested on.</summary>
internal sealed class HoldoutOptions
{
    private readonly Option<double> holdout;
    private readonly Option<int> seed = OptionKinds.Whole("--seed", "The seed of --holdout", SplitOptions.DefaultSeed, 0, int.MaxValue);

    /// <summary>Makes the options.</summary>
    /// <param name="description">What the command does with the share.</param>
    public HoldoutOptions(string description)
    {
        holdout = OptionKinds.Number("--holdout", description, 0, 0.001, 0.999);
        holdout.DefaultValueFactory = null;
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(holdout);
        command.Add(seed);
    }

    /// <summary>The share and its seed; null where none was given.</summary>
    /// <exception cref="UsageException">A seed was given without a share.</exception>
    public (double Share, int Seed)? Read(ParseResult parsed)
    {
        if (parsed.GetResult(holdout) is null)
            return OptionKinds.FirstGiven(parsed, seed) is not null ? throw new UsageException("--seed goes with --holdout, which is missing") : null;
        return (parsed.GetValue(holdout), parsed.GetValue(seed));
    }

    /// <summary>The share as a recipe's value: learn from the rest of all rows, choose on a tenth of it.</summary>
    public string? ReadAsOverride(ParseResult parsed) => Read(parsed) is var (share, number)
        ? string.Create(CultureInfo.InvariantCulture, $"split={{ holdout: {share}, seed: {number}, choose: 0.1 }}")
        : null;

    /// <summary>The rows that are tested on, and their name.</summary>
    public (Dataset Rows, string Name) Select(ParseResult parsed, Dataset rows, string name) => Read(parsed) is var (share, number)
        ? (HoldoutSplit.Of(rows, share, (ulong)number).Held, string.Create(CultureInfo.InvariantCulture, $"{name}, holdout {share}, seed {number}"))
        : (rows, name);
}
