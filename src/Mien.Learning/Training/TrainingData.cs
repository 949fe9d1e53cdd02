using Mien.Emotions;
using Mien.Learning.Balancing;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;

namespace Mien.Learning.Training;

/// <summary>The rows that a recipe trains on and chooses on, with what each output should say for them.</summary>
internal sealed class TrainingData
{
    private readonly bool learnsLabels;

    /// <summary>Divides the rows, and balances those that are learned from.</summary>
    /// <param name="recipe">What to learn.</param>
    /// <param name="all">All rows.</param>
    /// <param name="cancellation">Ends the balancing.</param>
    /// <exception cref="DataFormatException">The data lacks what the recipe needs.</exception>
    /// <exception cref="ProtocolException">A row, or one of its group, would be both learned from and chosen on.</exception>
    public TrainingData(Recipe recipe, Dataset all, CancellationToken cancellation = default)
    {
        (Train, Choose) = recipe.Divide(all);
        learnsLabels = recipe.Outputs.All(o => o.Target != TargetKind.Votes);
        ProtocolGuard.CheckApart(Train, Choose);
        foreach (var output in recipe.Outputs.Where(o => o.Target == TargetKind.Votes && !(Train.HasVotes && Choose.HasVotes)))
            throw new DataFormatException(all.Source, 0, null, $"the output '{output.Name}' learns from votes, and the data has none; give them by --votes.");
        Learned = Balancer.Apply(Train, recipe.Balance, recipe.Training.Threads, cancellation);
        RowWeights = recipe.Balance.Method == BalanceMethod.WeightedSampling ? Balancer.Weights(Learned) : null;
        TrainTargets = [.. recipe.Outputs.Select(o => o.Target == TargetKind.Votes
            ? TargetTable.FromVotes(Learned, o.Name)
            : TargetTable.FromLabels(Learned, o.Name, LabelsOf(o)))];
        ChooseTargets = [.. recipe.Outputs.Select(o => o.Target == TargetKind.Votes
            ? TargetTable.FromVoteLabels(Choose, o.Name)
            : TargetTable.FromLabels(Choose, o.Name, LabelsOf(o)))];
        var (rows, batch) = (Enumerable.Range(0, Learned.Count).Count(row => TrainTargets.Any(table => table.Has(row))), recipe.Training.Batch);
        if (rows == 0)
            throw NoClass(Train, "to learn from", TrainTargets);
        if (ChooseTargets.FirstOrDefault(table => table.CountPresent() == 0) is { } empty)
            throw NoClass(Choose, "to choose on", [empty]);
        if (recipe.Method is null && rows < batch)
            throw new DataFormatException(all.Source, 0, null, FormattableString.Invariant($"the {rows} rows to learn from make no batch of {batch}; set training.batch to {rows} or less."));
    }

    /// <summary>The real rows that are learned from.</summary>
    public Dataset Train { get; }

    /// <summary>The rows of <see cref="Train"/>, and those that balancing makes of them.</summary>
    public Dataset Learned { get; }

    /// <summary>The weights with which an epoch draws the rows of <see cref="Learned"/>; null where it takes each once.</summary>
    public IReadOnlyList<double>? RowWeights { get; }

    /// <summary>The rows that choose the epoch and the temperatures.</summary>
    public Dataset Choose { get; }

    /// <summary>What each output should say for the rows of <see cref="Learned"/>.</summary>
    public IReadOnlyList<TargetTable> TrainTargets { get; }

    /// <summary>The label of each row that chooses, one table an output: FER+ rows by the majority rule.</summary>
    public IReadOnlyList<TargetTable> ChooseTargets { get; }

    /// <summary>
    /// A line for pictures whose class no output has, and one for each class of a labelled output that has no picture to learn from, or a single one: of its own, not made
    /// by balancing.
    /// </summary>
    public IReadOnlyList<string> Notices()
    {
        var notices = new List<string>();
        var strange = Enumerable.Range(0, learnsLabels ? Train.Count : 0).Where(row => TrainTargets.All(table => !table.Has(row))).Select(row => Train.Samples[row].Label).OfType<int>().ToList();
        if (strange.Count > 0)
        {
            var classes = string.Join(", ", strange.Distinct().Order().Select(label => Train.Labels[label]));
            notices.Add(FormattableString.Invariant($"{strange.Count} of {Train.Count} pictures to learn from are of classes that no output has ({classes}), and teach it nothing"));
        }
        for (var output = 0; output < TrainTargets.Count; output++)
        {
            var (mass, labels) = (Mass(TrainTargets[output], Train.Count), TrainTargets[output].Labels);
            for (var label = 0; label < mass.Length; label++)
            {
                if (mass[label] == 0)
                    notices.Add($"the class '{labels[label]}' of '{TrainTargets[output].Output}' has no picture to learn from, and will not be told");
                else if (mass[label] == 1)
                    notices.Add($"the class '{labels[label]}' of '{TrainTargets[output].Output}' has a single picture to learn from");
            }
        }
        return notices;
    }

    private static DataFormatException NoClass(Dataset rows, string purpose, IReadOnlyList<TargetTable> tables)
    {
        const int Named = 8;
        string[] known = [.. rows.Samples.Select(sample => sample.Label).OfType<int>().Distinct().Order().Take(Named + 1).Select(label => rows.Labels[label])];
        var has = known.Length == 0 ? "no labels" : string.Join(", ", known.Take(Named)) + (known.Length > Named ? ", …" : string.Empty);
        var outputs = string.Join(" or of ", tables.Select(table => $"'{table.Output}' ({table.Labels})"));
        return new(rows.Source, 0, null, FormattableString.Invariant($"none of the {rows.Count} rows {purpose} has a class of {outputs}: they have {has}; name these in 'outputs', or give other data."));
    }

    /// <summary>The label set that an output names.</summary>
    public static LabelSet LabelsOf(OutputOptions output) => output.LabelSet;

    /// <summary>The summed targets of each class, for balanced class weights.</summary>
    public double[] ClassMass(int output) => Mass(TrainTargets[output], Learned.Count);

    /// <summary>The summed targets of each class over the first rows; those of <see cref="Train"/> stand before what balancing adds.</summary>
    public static double[] Mass(TargetTable table, int rows)
    {
        var mass = new double[table.Labels.Count];
        for (var row = 0; row < rows; row++)
        {
            var values = table[row];
            for (var label = 0; label < mass.Length; label++)
                mass[label] += values[label];
        }
        return mass;
    }
}
