using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Evaluation;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary>Shows an evaluation to people: what was measured, the figures, a table by class and the confusion.</summary>
internal static class EvaluationDisplay
{
    public static void Show(EvaluationResult result, Shell shell)
    {
        shell.Show($"{string.Join(" + ", result.Models)}, output {result.Output}, on {result.Split} ({result.Protocol}), {Text($"{result.Count}")} pictures{Excluded(result)}");
        shell.Show(Text($"accuracy {result.Accuracy:P2} (95 % interval {result.Interval[0]:P2} to {result.Interval[1]:P2}), macro F1 {result.MacroF1:F4}, weighted F1 {result.WeightedF1:F4}, calibration error {result.Ece:F4}"));
        shell.Show(Text($"among the two most probable {result.Top2Accuracy:P2}, kappa {Known(result.Kappa)}, area under the ROC curves {Known(result.Auc.Macro)}, macro F1 interval {result.Bootstrap.MacroF1[0]:F4} to {result.Bootstrap.MacroF1[1]:F4} ({result.Bootstrap.Draws} bootstrap draws)"));
        if (result.DuplicatesInTraining is { } duplicates)
            shell.Show(Text($"{duplicates} of {result.Count} rows are doubles of rows it was trained on, exactly or nearly") + (result.AccuracyWithoutDuplicates is { } without ? Text($"; without them: accuracy {without:P2}") : string.Empty));
        shell.Show(Protocol(result));
        foreach (var note in Notes(result))
            shell.Show(note);
        shell.Show(Classes(result));
        shell.Show(Confusion(result));
        shell.Show(Text($"{result.SecondsPerThousand:F2} s for a thousand pictures; data {result.DataDigest[..12]}"));
    }

    private static string Excluded(EvaluationResult result) =>
        (result.Excluded > 0 ? Text($", {result.Excluded} excluded by the protocol") : string.Empty) +
        (result.OtherClasses > 0 ? Text($", {result.OtherClasses} of other classes left out") : string.Empty) +
        (result.Undetected > 0 ? Text($", {result.Undetected} without a face (they count as wrong)") : string.Empty);

    private static string Protocol(EvaluationResult result) => result.Selection is null
        ? "the model does not say how it was chosen or what it was trained on"
        : $"chosen as {result.Selection}" + (result.TestSelection == true ? "; MARKED: chosen on test rows" : string.Empty) + Averaged(result);

    private static string Averaged(EvaluationResult result) =>
        (result.Models.Count == 1 ? "; single model, " : Text($"; mean of {result.Models.Count} models, ")) +
        (result.Tta == "none" ? "no test-time augmentation" : $"test-time augmentation {result.Tta}");

    private static string Known(double? value) => value is { } known ? Text($"{known:F4}") : "-";

    private static IEnumerable<string> Notes(EvaluationResult result)
    {
        if (result.RemovedClasses.Count > 0)
            yield return $"classes of the model that the data lacks were removed: {string.Join(", ", result.RemovedClasses)}";
        if (result.UnknownClasses.Count > 0)
            yield return $"classes of the data that the model lacks count as wrong: {string.Join(", ", result.UnknownClasses)}";
    }

    private static Table Classes(EvaluationResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("class");
        foreach (var column in new[] { "precision", "recall", "F1", "support", "AUC" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (c, area) in result.PerClass.Zip(result.Auc.PerClass))
            table.AddRow(Markup.Escape(c.Label), Text($"{c.Precision:F3}"), Text($"{c.Recall:F3}"), Text($"{c.F1:F3}"), Text($"{c.Support}"), area is { } known ? Text($"{known:F3}") : "-");
        return table;
    }

    private static Table Confusion(EvaluationResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("truth \\ found");
        foreach (var label in result.Labels)
            table.AddColumn(new TableColumn(Markup.Escape(label[..Math.Min(5, label.Length)])).RightAligned());
        for (var truth = 0; truth < result.Labels.Count; truth++)
            table.AddRow([Markup.Escape(result.Labels[truth]), .. result.Confusion[truth].Select(n => Text($"{n}"))]);
        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
