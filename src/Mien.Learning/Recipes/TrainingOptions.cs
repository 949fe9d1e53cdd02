namespace Mien.Learning.Recipes;

/// <summary>How long and in what portions a run learns.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often the training rows are gone through.</summary>
    /// <value>1 to 10000; 30 by default, with phases the sum of theirs.</value>
    public int Epochs { get; private init; }

    /// <summary>The pictures of a step.</summary>
    /// <value>1 to 4096; 128 by default.</value>
    public int Batch { get; private init; }

    /// <summary>The element type of activations.</summary>
    /// <value><see cref="TrainingPrecision.Bf16"/> by default.</value>
    public TrainingPrecision Precision { get; private init; }

    /// <summary>The gradients' norm above which they are shrunk to it; null (<c>none</c>) leaves them.</summary>
    /// <value>Above 0 to 1e6, or none; none by default.</value>
    public double? GradientClip { get; private init; }

    /// <summary>The decay of the moving average of the weights that is evaluated and kept; null (<c>none</c>) keeps the weights themselves.</summary>
    /// <value>0 to below 1, or none; 0.999 by default.</value>
    public double? Ema { get; private init; }

    /// <summary>The threads of the kernels; 0 means one a core.</summary>
    /// <value>0 to 1024; 0 by default.</value>
    public int Threads { get; private init; }

    /// <summary>The batches whose mean gradient makes one update: a larger batch than the memory holds. Normalisations still see single batches.</summary>
    /// <value>1 to 1024; 1 by default.</value>
    public int Accumulate { get; private init; } = 1;

    /// <summary>The checkpoints that are kept: of 2 and more, the last ones by epoch (<c>epoch-00007.ckpt</c>) beside <c>last.ckpt</c>.</summary>
    /// <value>1 to 1000; 1 by default.</value>
    public int Keep { get; private init; } = 1;

    internal static TrainingOptions Read(SectionReader section, int phaseEpochs)
    {
        var options = new TrainingOptions
        {
            Epochs = section.Integer("epochs", phaseEpochs > 0 ? phaseEpochs : 30, 1, Math.Max(10_000, phaseEpochs)),
            Batch = section.Integer("batch", 128, 1, 4096),
            Precision = section.Choice("precision", TrainingPrecision.Bf16),
            GradientClip = section.NumberOrNone("gradientClip", null, NumberRange.AboveTo(0, 1e6)),
            Ema = section.NumberOrNone("ema", 0.999, NumberRange.FromBelow(0, 1)),
            Threads = section.Integer("threads", 0, 0, 1024),
            Accumulate = section.Given("accumulate") ? section.Integer("accumulate", 1, 1, 1024) : 1,
            Keep = section.Given("keep") ? section.Integer("keep", 1, 1, 1000) : 1,
        };
        if (phaseEpochs > 0 && options.Epochs != phaseEpochs)
            section.Fault("epochs", FormattableString.Invariant($"is {options.Epochs}, but the phases have {phaseEpochs}; set the epochs of the phases"));
        section.Close();
        return options;
    }
}
