using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>The figures of a model on rows of data, and what they are figures of.</summary>
public sealed record EvaluationResult
{
    /// <summary>The share that is right, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The 95 % interval of the accuracy, low and high (Wilson 1927).</summary>
    public required IReadOnlyList<double> Interval { get; init; }

    /// <summary>The same by drawing rows, and that of the macro F1.</summary>
    public required BootstrapFigures Bootstrap { get; init; }

    /// <summary>The share whose class is among the two most probable.</summary>
    public required double Top2Accuracy { get; init; }

    /// <summary>The mean F1 of the classes that occur.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The mean F1 of the classes, weighted by support.</summary>
    public required double WeightedF1 { get; init; }

    /// <summary>The F1 of all decisions together: the accuracy, where every picture has a decision.</summary>
    public required double MicroF1 { get; init; }

    /// <summary>Precision, recall and F1 in scikit-learn's four averages.</summary>
    public required AverageFigures Averages { get; init; }

    /// <summary>The areas under the ROC curves, one class against the rest, over the pictures in which a face was found.</summary>
    public required RocAuc Auc { get; init; }

    /// <summary>Cohen's kappa; null where it has no meaning: a single class that is always found.</summary>
    public required double? Kappa { get; init; }

    /// <summary>Precision, recall, F1 and support of each class.</summary>
    public required IReadOnlyList<ClassScore> PerClass { get; init; }

    /// <summary>How often each class was taken for which; rows are the truth.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Confusion { get; init; }

    /// <summary>The classes, in the order of rows and columns.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The pictures that count.</summary>
    public required int Count { get; init; }

    /// <summary>The pictures that the protocol leaves out.</summary>
    public int Excluded { get; init; }

    /// <summary>The pictures of classes that not every model knows, left out where that was asked for.</summary>
    public int OtherClasses { get; init; }

    /// <summary>The pictures in which no face was found; they count as wrong.</summary>
    public int Undetected { get; init; }

    /// <summary>"labels", "ferplus-majority" or "ferplus-plurality".</summary>
    public string Protocol { get; init; } = "";

    /// <summary>The rows, as the caller named them.</summary>
    public string Split { get; init; } = "";

    /// <summary>The model's output, or "mean".</summary>
    public string Output { get; init; } = "";

    /// <summary>The model files; of several the probabilities were averaged.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Test-time augmentation: "none", "flip" or "ten-crop".</summary>
    public string Tta { get; init; } = "";

    /// <summary>The expected calibration error of the top label in 15 equal bins.</summary>
    public required double Ece { get; init; }

    /// <summary>The bars of the reliability diagram behind it.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>How many pictures would get an answer, and how many of those a right one, if answers needed a confidence.</summary>
    public IReadOnlyList<CoveragePoint> Coverage => CoveragePoint.Of(Reliability);

    /// <summary>How many of the pictures occur in the training rows too, exactly or nearly; null where the model does not say what it was trained on.</summary>
    public int? DuplicatesInTraining { get; init; }

    /// <summary>The accuracy without those; null where they are not known one by one, or are all.</summary>
    public double? AccuracyWithoutDuplicates { get; init; }

    /// <summary>Seconds for a thousand pictures, loading them left out.</summary>
    public double SecondsPerThousand { get; init; }

    /// <summary>How the model was chosen, in its own words; null where it does not say.</summary>
    public string? Selection { get; init; }

    /// <summary>Whether the model was ever chosen on test rows; null where it does not say.</summary>
    public bool? TestSelection { get; init; }

    /// <summary>The weights that the models' runs started from, where they did not start from random ones.</summary>
    public IReadOnlyList<StartingWeights> StartedFrom { get; init; } = [];

    /// <summary>The element types that the models were trained in, "f32" or "bf16", where they say so.</summary>
    public IReadOnlyList<string> TrainedIn { get; init; } = [];

    /// <summary>What the data is called: the name of its file or folder.</summary>
    public string Data { get; init; } = "";

    /// <summary>The digest of the evaluated rows.</summary>
    public string DataDigest { get; init; } = "";

    /// <summary>Classes of the model that the data lacks; they were removed and the rest renormalised.</summary>
    public IReadOnlyList<string> RemovedClasses { get; init; } = [];

    /// <summary>Classes of the data that the model lacks; their pictures count as wrong.</summary>
    public IReadOnlyList<string> UnknownClasses { get; init; } = [];
}
