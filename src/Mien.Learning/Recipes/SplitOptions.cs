using System.Globalization;
using Mien.Learning.Data;

namespace Mien.Learning.Recipes;

/// <summary>Which rows are learned from, and which choose the epoch and calibrate.</summary>
public sealed record SplitOptions
{
    /// <summary>The seed of <c>--holdout</c> where none is given.</summary>
    public const int DefaultSeed = 42;

    private static readonly string[] Names = ["training", "public", "private", "all"];

    /// <summary>The splits that are learned from, but for what <see cref="Holdout"/> and <see cref="ChooseShare"/> take of them.</summary>
    /// <value>Out of <c>training</c>, <c>public</c>, <c>private</c>, or <c>all</c>; <c>[training]</c> by default, <c>[all]</c> with <c>holdout</c>.</value>
    public SplitSelection Train { get; private init; }

    /// <summary>The splits that choose and calibrate; none of those learned from. (The protocol guard refuses <c>private</c>.)</summary>
    /// <value>Out of <c>training</c>, <c>public</c>, <c>private</c>; <c>[public]</c> by default; of no meaning beside a <see cref="ChooseShare"/>.</value>
    public SplitSelection Choose { get; private init; }

    /// <summary>The stratified share of the rows of <see cref="Train"/> that is neither learned from nor chosen on: the test part of <c>mien evaluate --holdout</c>.</summary>
    /// <value>Above 0 and below 1, or null: nothing is held out.</value>
    public double? Holdout { get; private init; }

    /// <summary>The stratified share of what is left of <see cref="Train"/> that chooses and calibrates, in place of splits: <c>choose: 0.1</c>.</summary>
    /// <value>Above 0 and below 1, or null: <see cref="Choose"/> says which splits do; 0.1 by default with <c>holdout</c>.</value>
    public double? ChooseShare { get; private init; }

    /// <summary>The seed of both shares.</summary>
    /// <value>0 to 2147483647; 42 by default.</value>
    public int Seed { get; private init; } = DefaultSeed;

    /// <summary>
    /// The numbers of rows that are neither learned from nor chosen on, such as those that an audit found wanting. They are taken out after the parts were drawn, so that
    /// what is held out for testing stays the same.
    /// </summary>
    /// <value>The path of a list, relative to the recipe, or numbers as <c>18,640,1649-1651</c>; null: none, by default.</value>
    public IReadOnlySet<int>? Exclude { get; private init; }

    /// <summary>The rows that are learned from and those that choose.</summary>
    /// <param name="all">All rows.</param>
    /// <exception cref="DataFormatException">No row belongs to the splits, or all that do are left out.</exception>
    public (Dataset Train, Dataset Choose) Divide(Dataset all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var (train, choose) = Draw(all);
        if (Exclude is null)
            return (train, choose);
        var left = (Train: train.WithoutRows(Exclude), Choose: choose.WithoutRows(Exclude));
        return left.Train.Count > 0 && left.Choose.Count > 0
            ? left
            : throw new DataFormatException(all.Source, 0, null, $"split.exclude leaves out every row to {(left.Train.Count > 0 ? "choose on" : "learn from")}.");
    }

    private (Dataset Train, Dataset Choose) Draw(Dataset all)
    {
        var pool = all.Select(Train);
        if (Holdout is { } held)
            pool = HoldoutSplit.Of(pool, held, (ulong)Seed).Kept;
        if (ChooseShare is not { } share)
            return (pool, all.Select(Choose));
        var parts = HoldoutSplit.Of(pool, share, (ulong)Seed);
        return (parts.Kept, parts.Held);
    }

    /// <summary>The rows that choose, in words.</summary>
    public string ChooseText()
    {
        if (ChooseShare is not { } share)
            return Choose.ToString();
        var held = Holdout is { } part ? string.Create(CultureInfo.InvariantCulture, $" without a holdout of {part} (seed {Seed})") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"a stratified {share} of {Train}{held}");
    }

    internal static SplitOptions Read(SectionReader section)
    {
        var share = new NumberRange(0, 1, false, false);
        var holdout = section.Given("holdout") ? section.Number("holdout", 0.2, share) : (double?)null;
        var train = section.Choices("train", [holdout is null ? "training" : "all"], Names);
        var options = new SplitOptions { Holdout = holdout, Train = SplitSelection.Parse(string.Join(',', train)) };
        options = section.HasNumber("choose") || (holdout is not null && !section.Has("choose"))
            ? options with { ChooseShare = section.Number("choose", 0.1, share) }
            : options with { Choose = ReadChoose(section, train) };
        if ((options.Holdout ?? options.ChooseShare) is not null)
            options = options with { Seed = section.Integer("seed", DefaultSeed, 0, int.MaxValue) };
        options = options with { Exclude = ExcludedRows.Read(section, "exclude") };
        section.Close();
        return options;
    }

    private static SplitSelection ReadChoose(SectionReader section, IReadOnlyList<string> train)
    {
        var choose = section.Choices("choose", ["public"], Names[..^1]);
        if (choose.FirstOrDefault(name => train.Contains(name) || train.Contains("all")) is { } shared)
            section.Fault("choose", $"names '{shared}', which is learned from too; choose on rows that are not in 'split.train', or on a share of them, as 'choose: 0.1'");
        return SplitSelection.Parse(string.Join(',', choose));
    }
}
