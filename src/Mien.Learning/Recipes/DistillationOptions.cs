namespace Mien.Learning.Recipes;

/// <summary>From which models the network learns beside the labels.</summary>
public sealed record DistillationOptions
{
    /// <summary>The model files; of several, the mean of their probabilities teaches.</summary>
    /// <value>1 to 16 ONNX files that see what the recipe's input gives.</value>
    public IReadOnlyList<string> Teachers { get; private init; } = [];

    /// <summary>The temperature that softens teachers' and student's probabilities.</summary>
    /// <value>1 to 100; 4 by default.</value>
    public double Temperature { get; private init; }

    /// <summary>The share of the loss that the teachers have; the labels have the rest.</summary>
    /// <value>Above 0 to 1; 0.5 by default.</value>
    public double Weight { get; private init; }

    internal static DistillationOptions Read(SectionReader section)
    {
        var options = new DistillationOptions
        {
            Teachers = section.Texts("teachers", 1, 16),
            Temperature = section.Number("temperature", 4, NumberRange.FromTo(1, 100)),
            Weight = section.Number("weight", 0.5, NumberRange.AboveTo(0, 1)),
        };
        if (!section.Has("teachers"))
            section.Fault("teachers", "is missing; list model files, as 'teachers: [runs/large/best.onnx]'");
        section.Close();
        return options;
    }
}
