using Mien.Learning.Data;

namespace Mien.Learning.Protocol;

/// <summary>
/// Keeps the test set out of every choice. Epochs, settings and calibration are chosen on rows that are neither trained on nor reported on:
/// PrivateTest rows are refused, and so are rows that are trained on too.
/// </summary>
public static class ProtocolGuard
{
    /// <summary>Checks the rows that something is to be chosen on: the best epoch, a setting, a temperature.</summary>
    /// <param name="selection">The rows to choose on.</param>
    /// <param name="purpose">What is chosen, for the message: "the best epoch", "the temperature".</param>
    /// <param name="allowTestSelection">Whether <c>--allow-test-selection</c> was given.</param>
    /// <param name="training">
    /// The rows to train on. Where PrivateTest rows are among them that split is no test set of this run, and rows of it may choose: the test set is what was
    /// held out of all, and <see cref="CheckEvaluation"/> refuses the others.
    /// </param>
    /// <returns>Whether the run is to be marked for good as chosen on test rows.</returns>
    /// <exception cref="ProtocolException">PrivateTest rows are among them and were not allowed.</exception>
    public static bool CheckSelection(Dataset selection, string purpose, bool allowTestSelection = false, Dataset? training = null)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var test = training is not null && HasTestSplit(training) ? 0 : selection.Samples.Count(sample => sample.Split == Split.PrivateTest);
        if (test > 0 && !allowTestSelection)
        {
            throw new ProtocolException(FormattableString.Invariant(
                $"{purpose} cannot be chosen on PrivateTest rows ({test} of {selection.Count} in {selection.Source}): the reported figure would mean nothing; choose on public, or give --allow-test-selection, which marks the run for good."));
        }
        return test > 0;
    }

    /// <summary>Checks that no row is both trained on and chosen on, and no row of one group, such as a person.</summary>
    /// <param name="training">The rows to train on.</param>
    /// <param name="selection">The rows to choose on.</param>
    /// <exception cref="ProtocolException">A row or a group stands in both.</exception>
    public static void CheckApart(Dataset training, Dataset selection)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(selection);
        var origins = training.Samples.Select(sample => sample.Origin).ToHashSet(StringComparer.Ordinal);
        var shared = selection.Samples.Where(sample => origins.Contains(sample.Origin)).ToArray();
        if (shared.Length > 0)
        {
            throw new ProtocolException(FormattableString.Invariant(
                $"{shared.Length} rows would be both trained on and chosen on (the first is {shared[0].Origin}); give splits that do not overlap."));
        }
        if (SharedGroup(training, selection) is { } both)
        {
            throw new ProtocolException(
                $"{both} would be both trained on and chosen on; choose on a share of the rows to learn from, as 'choose: 0.2', which keeps groups whole, or leave --group out.");
        }
    }

    /// <summary>Checks that a model was trained on no row of a group, such as a person, that it is to be evaluated on.</summary>
    /// <param name="trained">The rows that it was trained on, as far as they are at hand.</param>
    /// <param name="evaluated">The rows to evaluate on.</param>
    /// <exception cref="ProtocolException">A group stands in both.</exception>
    public static void CheckGroups(Dataset trained, Dataset evaluated)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(evaluated);
        if (SharedGroup(trained, evaluated) is { } both)
            throw new ProtocolException($"{both} is among what the model was trained on, so its accuracy here is too good; evaluate on other groups, or give --allow-seen-rows.");
    }

    /// <summary>Checks what a model has seen of the rows that it is to be evaluated on.</summary>
    /// <param name="record">What the model was trained and chosen on.</param>
    /// <param name="evaluated">The rows to evaluate on.</param>
    /// <param name="allowSeenRows">Whether the user asked for it all the same.</param>
    /// <param name="others">The rows of the same data that are not evaluated, as for <see cref="TrainingRecord.Find"/>.</param>
    /// <exception cref="ProtocolException">The model has seen the rows, and it was not allowed.</exception>
    public static SeenRows CheckEvaluation(TrainingRecord record, Dataset evaluated, bool allowSeenRows = false, Dataset? others = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        var seen = record.Find(evaluated, others);
        return seen.Refusal is null || allowSeenRows ? seen : throw new ProtocolException(seen.Refusal);
    }

    /// <summary>A group that stands in both, with a row of each; null where there is none.</summary>
    private static string? SharedGroup(Dataset one, Dataset other)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sample in one.Samples)
        {
            if (sample.Group is { } group)
                groups.TryAdd(group, sample.Origin);
        }
        var shared = other.Samples.FirstOrDefault(sample => sample.Group is { } group && groups.ContainsKey(group));
        return shared is null ? null : $"the group '{shared.Group}' (such as {groups[shared.Group!]} and {shared.Origin})";
    }

    /// <summary>Whether PrivateTest rows are among these.</summary>
    internal static bool HasTestSplit(Dataset rows) => rows.Samples.Any(sample => sample.Split == Split.PrivateTest);
}
