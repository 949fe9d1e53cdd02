namespace Mien.Learning.Reports;

/// <summary>Every text of a report in one language. Braces hold what <see cref="string.Format(string, object?[])"/> puts in, which is written already.</summary>
internal sealed record ReportTexts
{
    public required string Code { get; init; }
    public required ReportNumbers Numbers { get; init; }
    public required IReadOnlyDictionary<string, string> ClassNames { get; init; }

    /// <summary>Says what models and evaluations say in English of rows and choice.</summary>
    public Func<string, string> Phrase { get; init; } = text => text;

    public required string TrainingKind { get; init; }
    public required string EvaluationKind { get; init; }
    public required string ComparisonKind { get; init; }
    public required string Pictures { get; init; }
    public required string Accuracy { get; init; }
    public required string Interval { get; init; }
    public required string MacroF1 { get; init; }
    public required string Top2 { get; init; }
    public required string Kappa { get; init; }
    public required string Auc { get; init; }
    public required string Ece { get; init; }

    public required string Protocol { get; init; }
    public required string MeasuredOn { get; init; }
    public required string DataName { get; init; }
    public required string Excluded { get; init; }
    public required string OtherClasses { get; init; }
    public required string Undetected { get; init; }
    public required string ChosenHere { get; init; }
    public required string Chosen { get; init; }
    public required string ChoiceUnknown { get; init; }
    public required string Marked { get; init; }
    public required string StartedFrom { get; init; }
    public required string Single { get; init; }
    public required string Averaged { get; init; }
    public required string NoTta { get; init; }
    public required string Tta { get; init; }
    public required string NoTtaAlone { get; init; }
    public required string TtaAlone { get; init; }
    public required string Doubles { get; init; }
    public required string WithoutDoubles { get; init; }
    public required string Removed { get; init; }
    public required string Unknown { get; init; }
    public required string Intervals { get; init; }
    public required string Digest { get; init; }
    public required IReadOnlyDictionary<string, string> Protocols { get; init; }

    public required string Curves { get; init; }
    public required string CurvesNote { get; init; }
    public required string Loss { get; init; }
    public required string Training { get; init; }
    public required string Validation { get; init; }
    public required string Epoch { get; init; }
    public required string BestEpoch { get; init; }

    public required string ByClass { get; init; }
    public required string Class { get; init; }
    public required string Precision { get; init; }
    public required string Recall { get; init; }
    public required string Support { get; init; }
    public required string MicroAverage { get; init; }
    public required string MacroAverage { get; init; }
    public required string WeightedAverage { get; init; }
    public required string SamplesAverage { get; init; }

    public required string Confusion { get; init; }
    public required string ConfusionNote { get; init; }
    public required string Truth { get; init; }
    public required string Decision { get; init; }
    public required string Mistakes { get; init; }
    public required string MistakesNote { get; init; }

    public required string Reliability { get; init; }
    public required string ReliabilityNote { get; init; }
    public required string Confidence { get; init; }
    public required string ShareRight { get; init; }

    public required string Right { get; init; }
    public required string Wrong { get; init; }
    public required string ExamplesNote { get; init; }
    public required string NoneHere { get; init; }
    public required string TakenFor { get; init; }
    public required string NoFace { get; init; }
    public required string Doubtful { get; init; }
    public required string DoubtfulNote { get; init; }
    public required string Row { get; init; }

    public required string Recipe { get; init; }
    public required string Environment { get; init; }
    public required string System { get; init; }
    public required string Processor { get; init; }
    public required string Cores { get; init; }
    public required string Runtime { get; init; }
    public required string Backend { get; init; }
    public required string Threads { get; init; }
    public required string TrainingTime { get; init; }
    public required string TrainingRate { get; init; }
    public required string EvaluationTime { get; init; }
    public required string Written { get; init; }
    public required string Models { get; init; }

    public required string Model { get; init; }
    public required string Parameters { get; init; }
    public required string MultiplyAdds { get; init; }
    public required string Milliseconds { get; init; }
    public required string Size { get; init; }
    public required string Difference { get; init; }
    public required string NoDifference { get; init; }
    public required string RealDifference { get; init; }
    public required string MacroPrecision { get; init; }
    public required string MacroRecall { get; init; }
    public required string ComparisonNote { get; init; }

    /// <summary>The texts of a language.</summary>
    public static ReportTexts Of(ReportLanguage language) => language == ReportLanguage.Russian ? RussianTexts.Texts : EnglishTexts.Texts;

    /// <summary>A class's name as readers know it.</summary>
    public string ClassName(string label) => ClassNames.GetValueOrDefault(label, label);
}
