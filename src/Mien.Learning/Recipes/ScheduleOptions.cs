using Mien.Learning.Schedules;

namespace Mien.Learning.Recipes;

/// <summary>The learning rate over the run. Options of another schedule than the named one are unknown keys.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The schedule.</summary>
    /// <value><c>constant</c> (default), <c>step</c>, <c>cosine</c>, <c>one-cycle</c> or <c>plateau</c>.</value>
    public string Name { get; private init; } = "";

    /// <summary>The largest learning rate.</summary>
    /// <value>Above 0 to 10; 0.1 by default, 0.001 for <c>adam</c> and <c>adamw</c>.</value>
    public double LearningRate { get; private init; }

    /// <summary>The share of the run that rises: the first part of <c>one-cycle</c>, a straight rise in front of the others.</summary>
    /// <value>0 to below 1; 0.3 for <c>one-cycle</c>, otherwise 0 by default.</value>
    public double Warmup { get; private init; }

    /// <summary>Where the rise in front of the others starts, as a factor.</summary>
    /// <value>Above 0 to 1; 0.01 by default.</value>
    public double WarmupStart { get; private init; } = 0.01;

    /// <summary>The shares of the run (after the warm-up) at which <c>step</c> multiplies the rate.</summary>
    /// <value>1 to 100 rising numbers from 0 to below 1; [0.5, 0.75] by default.</value>
    public IReadOnlyList<double> Milestones { get; private init; } = [0.5, 0.75];

    /// <summary>What <c>step</c> multiplies by.</summary>
    /// <value>Above 0 to 1; 0.1 by default.</value>
    public double Factor { get; private init; } = 0.1;

    /// <summary>Where <c>cosine</c> ends.</summary>
    /// <value>0 to the learning rate; 0 by default.</value>
    public double Minimum { get; private init; }

    /// <summary>By what <c>one-cycle</c> divides the largest rate at the start.</summary>
    /// <value>1 to 1e6; 25 by default.</value>
    public double DivFactor { get; private init; } = 25;

    /// <summary>By what <c>one-cycle</c> divides the start's rate at the end.</summary>
    /// <value>1 to 1e9; 10000 by default.</value>
    public double FinalDivFactor { get; private init; } = 1e4;

    /// <summary>When <c>plateau</c> lowers the rate; null for the others.</summary>
    public PlateauOptions? Plateau { get; private init; }

    /// <summary>Makes the schedule; that of <c>plateau</c> is constant, and what it was lowered by is a factor on it.</summary>
    public ISchedule Create() => Create(LearningRate);

    /// <summary>Makes the schedule with another largest learning rate, such as that of a phase.</summary>
    /// <param name="learningRate">Above 0 to 10.</param>
    public ISchedule Create(double learningRate)
    {
        if (Name == "one-cycle")
            return new OneCycleSchedule(learningRate, Warmup, DivFactor, FinalDivFactor);
        ISchedule schedule = Name switch
        {
            "step" => new StepSchedule(learningRate, Milestones, Factor),
            "cosine" => new CosineSchedule(learningRate, Math.Min(Minimum, learningRate)),
            _ => new ConstantSchedule(learningRate),
        };
        return Warmup > 0 ? new WarmupSchedule(schedule, Warmup, WarmupStart) : schedule;
    }

    internal static ScheduleOptions Read(SectionReader section, string optimizer)
    {
        var name = section.Choice("name", "constant", "constant", "step", "cosine", "one-cycle", "plateau");
        var options = new ScheduleOptions
        {
            Name = name,
            LearningRate = section.Number("learningRate", optimizer == "sgd" ? 0.1 : 0.001, NumberRange.AboveTo(0, 10)),
            Warmup = section.Number("warmup", name == "one-cycle" ? 0.3 : 0, NumberRange.FromBelow(0, 1)),
        };
        options = name switch
        {
            "one-cycle" => options with
            {
                DivFactor = section.Number("divFactor", 25, NumberRange.FromTo(1, 1e6)),
                FinalDivFactor = section.Number("finalDivFactor", 1e4, NumberRange.FromTo(1, 1e9)),
            },
            _ => options with { WarmupStart = section.Number("warmupStart", 0.01, NumberRange.AboveTo(0, 1)) },
        };
        options = name switch
        {
            "step" => ReadStep(section, options),
            "cosine" => options with { Minimum = section.Number("minimum", 0, NumberRange.FromTo(0, options.LearningRate)) },
            _ => options,
        };
        if (name == "plateau")
            options = options with { Plateau = PlateauOptions.Read(section, options.LearningRate) };
        section.Close();
        return options;
    }

    private static ScheduleOptions ReadStep(SectionReader section, ScheduleOptions options)
    {
        var milestones = section.Numbers("milestones", [0.5, 0.75], NumberRange.FromBelow(0, 1), 1, 100);
        for (var i = 1; i < milestones.Count; i++)
            if (milestones[i] <= milestones[i - 1])
                section.Fault("milestones", $"has {RecipeText.Of(milestones[i])} after {RecipeText.Of(milestones[i - 1])}; they must rise");
        return options with { Milestones = milestones, Factor = section.Number("factor", 0.1, NumberRange.AboveTo(0, 1)) };
    }
}
