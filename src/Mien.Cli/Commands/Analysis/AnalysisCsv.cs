using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes results as CSV: a row a face; a source without a face, or with a fault, has one row too.</summary>
internal sealed class AnalysisCsv : IAnalysisSink
{
    private static readonly string[] Before =
        ["source", "width", "height", "detector", "face", "x", "y", "box_width", "box_height", "score", "emotion", "confidence", "valence", "arousal", "doubts"];

    private readonly LineOutput output;
    private readonly int labels;

    // It comes with the first row: a run that fails before must not put an empty table in the place of an earlier one.
    private string[]? header;

    public AnalysisCsv(LineOutput output, LabelSet labels) =>
        (this.output, this.labels, header) = (output, labels.Count, [.. Before, .. LabelColumns.Of(labels), "error"]);

    /// <inheritdoc/>
    public void Take(AnalyzedSource result)
    {
        if (result.Picture is not { } picture)
        {
            Write([result.Source, .. Empty(Before.Length - 1 + labels), Fault.Describe(result.Fault!)]);
            return;
        }
        string[] about = [picture.Source, Text(picture.Width), Text(picture.Height), picture.Detector];
        for (var i = 0; i < picture.Count; i++)
            Write([.. about, Text(i + 1), .. Columns(picture[i]), ""]);
        if (picture.Count == 0)
            Write([.. about, .. Empty(Before.Length - about.Length + labels), ""]);
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private static IEnumerable<string> Empty(int count) => Enumerable.Repeat("", count);

    private static IEnumerable<string> Columns(AnalyzedFace face) =>
    [
        Text(face.Box.X), Text(face.Box.Y), Text(face.Box.Width), Text(face.Box.Height), Text(face.Score),
        face.Answer, Text(face.Confidence), Text(face.Valence), Text(face.Arousal), CsvRow.Words(face.Doubts),
        .. LabelColumns.Of(face.Probabilities).Select(column => Text(column.Probability)),
    ];

    private static string Text(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    private void Write(IEnumerable<string> fields)
    {
        if (header is not null)
            output.Write(CsvRow.Of(header));
        header = null;
        output.Write(CsvRow.Of(fields));
    }
}
