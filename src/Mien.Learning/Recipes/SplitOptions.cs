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
    /// <value>Out of <c>training</c>, <c>public</c>, <c>private</c>; <c>[public]</c> by default; of no meaning beside a <see cref="ChooseShare"/> or <see cref="Folds"/>.</value>
    public SplitSelection Choose { get; private init; }

    /// <summary>The stratified share of the rows of <see cref="Train"/> that is neither learned from nor chosen on: the test part of <c>mien evaluate --holdout</c>.</summary>
    /// <value>Above 0 and below 1, or null: nothing is held out.</value>
    public double? Holdout { get; private init; }

    /// <summary>The stratified share of what is left of <see cref="Train"/> that chooses and calibrates, in place of splits: <c>choose: 0.1</c>.</summary>
    /// <value>Above 0 and below 1, or null: <see cref="Choose"/> says which splits do; 0.1 by default with <c>holdout</c>.</value>
    public double? ChooseShare { get; private init; }

    /// <summary>Into how many stratified folds what is left of <see cref="Train"/> is divided, one of which chooses in place of splits or a share.</summary>
    /// <value>2 to 100, or null: there are no folds.</value>
    public int? Folds { get; private init; }

    /// <summary>The fold that chooses and calibrates.</summary>
    /// <value>1 to <see cref="Folds"/>; 1 by default; of no meaning without folds.</value>
    public int Fold { get; private init; } = 1;

    /// <summary>The seed of shares and folds.</summary>
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
    /// <exception cref="DataFormatException">No row belongs to the splits, all that do are left out, or they are too few to be divided.</exception>
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
        if (Folds is { } folds)
        {
            var (kept, fold) = KFoldSplit.Of(pool, folds, (ulong)Seed)[Fold - 1];
            return (kept, fold);
        }
        if (ChooseShare is not { } share)
            return (pool, all.Select(Choose));
        var parts = HoldoutSplit.Of(pool, share, (ulong)Seed);
        return (parts.Kept, parts.Held);
    }

    /// <summary>The rows that choose, in words.</summary>
    public string ChooseText()
    {
        var held = Holdout is { } part ? string.Create(CultureInfo.InvariantCulture, $" without a holdout of {part} (seed {Seed})") : string.Empty;
        if (Folds is { } folds)
            return string.Create(CultureInfo.InvariantCulture, $"fold {Fold} of {folds} (seed {Seed}) of {Train}{held}");
        if (ChooseShare is not { } share)
            return Choose.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"a stratified {share} of {Train}{held}");
    }

    /// <summary>As a recipe's value, the same rows, one fold of which chooses.</summary>
    internal string OfFold(int folds, int fold)
    {
        var held = Holdout is { } share ? $"holdout: {RecipeText.Of(share)}, " : string.Empty;
        var left = Exclude is null ? string.Empty : $", exclude: '{ExcludedRows.Text(Exclude)}'";
        return FormattableString.Invariant($"split={{ {held}train: [{Train}], folds: {folds}, fold: {fold}, seed: {Seed}{left} }}");
    }

    internal static SplitOptions Read(SectionReader section)
    {
        var share = new NumberRange(0, 1, false, false);
        var holdout = section.Given("holdout") ? section.Number("holdout", 0.2, share) : (double?)null;
        var train = section.Choices("train", [holdout is null ? "training" : "all"], Names);
        var options = new SplitOptions { Holdout = holdout, Train = SplitSelection.Parse(string.Join(',', train)) };
        if (section.Given("folds"))
            options = ReadFolds(section, options);
        else if (section.HasNumber("choose") || (holdout is not null && !section.Has("choose")))
            options = options with { ChooseShare = section.Number("choose", 0.1, share) };
        else
            options = options with { Choose = ReadChoose(section, train) };
        if (options is not { Holdout: null, ChooseShare: null, Folds: null })
            options = options with { Seed = section.Integer("seed", DefaultSeed, 0, int.MaxValue) };
        options = options with { Exclude = ExcludedRows.Read(section, "exclude") };
        section.Close();
        return options;
    }

    private static SplitOptions ReadFolds(SectionReader section, SplitOptions options)
    {
        if (section.Given("choose"))
            section.Fault("choose", "says which rows choose, and with 'folds' the fold does; leave one of the two out");
        var folds = section.Integer("folds", 5, 2, 100);
        return options with { Folds = folds, Fold = section.Integer("fold", 1, 1, folds) };
    }

    private static SplitSelection ReadChoose(SectionReader section, IReadOnlyList<string> train)
    {
        var choose = section.Choices("choose", ["public"], Names[..^1]);
        if (choose.FirstOrDefault(name => train.Contains(name) || train.Contains("all")) is { } shared)
            section.Fault("choose", $"names '{shared}', which is learned from too; choose on rows that are not in 'split.train', or on a share of them, as 'choose: 0.1'");
        return SplitSelection.Parse(string.Join(',', choose));
    }
}
