using System.Globalization;
using System.Text;
using Mien.Learning.Data;
using Mien.Learning.Training;

namespace Mien.Learning.Sweeps;

/// <summary><c>sweep.csv</c>: a row a trial, the best first; with several seeds the means, and beside each its deviation.</summary>
/// <param name="keys">The keys that are swept over.</param>
/// <param name="outputs">The outputs' names.</param>
/// <param name="seeds">How many seeds a trial has.</param>
internal sealed class SweepTable(IReadOnlyList<string> keys, IReadOnlyList<string> outputs, int seeds)
{
    private static readonly string[] OutputFigures = ["accuracy", "macroF1", "loss"];

    /// <summary>The whole table.</summary>
    public string Write(IReadOnlyList<SweepTrial> trials)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', [
            "rank", "trial", .. keys, seeds > 1 ? "epochs" : "epoch", .. Names("score"),
            .. outputs.SelectMany(name => OutputFigures.SelectMany(figure => Names($"{name} {figure}")))]).Append('\n');
        for (var i = 0; i < trials.Count; i++)
        {
            var trial = trials[i];
            var values = trial.Overrides.Select(setting => CsvLine.Field(setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]));
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},{trial.Number},").AppendJoin(',', values);
            text.Append(',').AppendJoin(' ', trial.Epochs.Count > 0 ? trial.Epochs : [0]);
            foreach (var number in Values(trial.Score).Concat(outputs.SelectMany(name => Figures(trial, name))))
                text.Append(CultureInfo.InvariantCulture, $",{number}");
            text.Append('\n');
        }
        return text.ToString();
    }

    private string[] Names(string name) => seeds > 1 ? [name, $"{name} deviation"] : [name];

    private IEnumerable<double?> Figures(SweepTrial trial, string output) => trial.Figures.TryGetValue(output, out var figures)
        ? new[] { figures.Accuracy, figures.MacroF1, figures.Loss }.SelectMany(Values)
        : new MeanDeviation?[] { null, null, null }.SelectMany(Values);

    private double?[] Values(MeanDeviation? figure) => seeds > 1 ? [figure?.Mean, figure?.Deviation] : [figure?.Mean];
}
