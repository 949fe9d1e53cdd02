using System.Text.RegularExpressions;

namespace Mien.Learning.Reports;

/// <summary>
/// In Russian, what models and evaluations say in English of the rows and of how a model was chosen: splits, views of a picture, the sentence on the best
/// epoch. What is none of these stays as it is.
/// </summary>
internal static partial class RussianPhrases
{
    /// <summary>A text in Russian, as far as its phrases are known.</summary>
    public static string Translate(string text)
    {
        text = BestEpoch().Replace(text, m => $"лучшая из эпох ({(m.Groups[1].Success ? "не более " : "всего ")}{m.Groups[2]}) по показателю «{Metric(m.Groups[3].Value)}», среднему по выходам, на строках: ");
        text = text.Replace(", which also gave the temperatures", "; по ним же подобраны температуры", StringComparison.Ordinal)
            .Replace("trained once; ", "обучена один раз; ", StringComparison.Ordinal)
            .Replace(" gave the temperature", ": по ним подобрана температура", StringComparison.Ordinal)
            .Replace(" gave figures only", ": по ним только получены числа", StringComparison.Ordinal);
        text = Rows().Replace(text, "(строк: $1)");
        text = Stratified().Replace(text, m => $"послойная доля {Number(m.Groups[1].Value)} {Of(m.Groups[2].Value)}");
        text = Fold().Replace(text, m => $"часть {m.Groups[1]} из {m.Groups[2]} (зерно {m.Groups[3]}) {Of(m.Groups[4].Value)}");
        text = WithoutHoldout().Replace(text, m => $" без отложенной доли {Number(m.Groups[1].Value)} (зерно {m.Groups[2]})");
        text = Holdout().Replace(text, m => $", отложенная доля {Number(m.Groups[1].Value)}, зерно {m.Groups[2]}");
        return Names().Replace(text, m => Splits(m.Value));
    }

    private static string Metric(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "ACCURACY" => "точность",
        "MACROF1" => "макро-F1",
        "MACROPRECISION" => "точность по классам (macro precision)",
        "MACRORECALL" => "полнота по классам",
        "LOSS" => "потери",
        "WEIGHTEDF1" => "взвешенная F1",
        "TOP-2ACCURACY" => "точность среди двух первых",
        "KAPPA" => "каппа Коэна",
        "CALIBRATIONERROR" => "ошибка калибровки",
        _ => name,
    };

    private static string Number(string number) => number.Replace('.', ',');

    private static string Splits(string list) => string.Join(", ", list.Split(',').Select(name => name switch
    {
        "training" => "обучающая часть",
        "public" => "PublicTest",
        "private" => "PrivateTest",
        "all" => "все строки",
        "flip" => "сам снимок и отражение",
        "ten-crop" => "десять вырезов",
        _ => name,
    }));

    private static string Of(string list) => list switch
    {
        "training" => "обучающей части",
        "all" => "всех строк",
        _ => $"от {Splits(list)}",
    };

    [GeneratedRegex(@"best of (up to )?(\d+) epochs by the mean ([\w -]+) of its outputs on ", RegexOptions.IgnoreCase)]
    private static partial Regex BestEpoch();

    [GeneratedRegex(@"\((\d+) rows\)")]
    private static partial Regex Rows();

    [GeneratedRegex(@"a stratified (\S+) of ([a-z,]+)")]
    private static partial Regex Stratified();

    [GeneratedRegex(@"fold (\d+) of (\d+) \(seed (\d+)\) of ([a-z,]+)")]
    private static partial Regex Fold();

    [GeneratedRegex(@" without a holdout of (\S+) \(seed (\d+)\)")]
    private static partial Regex WithoutHoldout();

    [GeneratedRegex(@", holdout (\S+), seed (\d+)")]
    private static partial Regex Holdout();

    // Whole names only, at the start or behind a colon: the words stand in file names too.
    [GeneratedRegex(@"(?<=^|: |; )(training|public|private|all|flip|ten-crop)(,(training|public|private))*(?=$|,|;| \()")]
    private static partial Regex Names();
}
