using Mien.Emotions;

namespace Mien.Learning.Metrics;

/// <summary>
/// How a model's classes meet those of a data set: model classes that the data lacks are removed and the rest renormalised; data classes that
/// the model lacks stay, with probability 0, so that their pictures count as wrong. Names are equal in any case, and where they mean the same emotion.
/// </summary>
public sealed class LabelAlignment
{
    private readonly int[] _columns;
    private readonly int _modelClasses;

    /// <summary>Aligns a model's labels to a data set's.</summary>
    /// <param name="modelLabels">The model's classes, in the order of its output.</param>
    /// <param name="dataLabels">The data set's classes.</param>
    /// <exception cref="ArgumentException">A label is there twice, or the two share no class.</exception>
    public LabelAlignment(IReadOnlyList<string> modelLabels, IReadOnlyList<string> dataLabels)
    {
        ArgumentNullException.ThrowIfNull(modelLabels);
        ArgumentNullException.ThrowIfNull(dataLabels);
        var (model, data) = (Meanings(modelLabels), Meanings(dataLabels));
        CheckDistinct(model, "model");
        CheckDistinct(data, "data");
        Labels = [.. dataLabels];
        _modelClasses = model.Length;
        _columns = Array.ConvertAll(data, label => IndexOf(model, label));
        RemovedFromModel = [.. modelLabels.Where((_, index) => IndexOf(data, model[index]) < 0)];
        UnknownToModel = [.. dataLabels.Where((_, index) => _columns[index] < 0)];
        IsIdentity = RemovedFromModel.Count == 0 && !_columns.Where((column, index) => column != index).Any();
        if (UnknownToModel.Count == Labels.Count)
            throw new ArgumentException(
                $"The model ({string.Join(", ", modelLabels)}) and the data ({string.Join(", ", dataLabels)}) share no class.");
    }

    /// <summary>The data set's classes: the columns of what <see cref="Apply"/> gives.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The model's classes that the data lacks, which are removed.</summary>
    public IReadOnlyList<string> RemovedFromModel { get; }

    /// <summary>The data's classes that the model lacks, whose pictures count as wrong.</summary>
    public IReadOnlyList<string> UnknownToModel { get; }

    /// <summary>Whether both have the same classes in the same order.</summary>
    public bool IsIdentity { get; }

    /// <summary>Turns the model's probabilities into those of the data's classes.</summary>
    /// <param name="probabilities">N×M, row-major, over the model's classes.</param>
    /// <param name="aligned">N×D, row-major, over <see cref="Labels"/>; overwritten. Each row sums to 1: evenly over the shared classes where
    /// the model gave them nothing.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public void Apply(ReadOnlySpan<float> probabilities, Span<float> aligned)
    {
        var rows = probabilities.Length / _modelClasses;
        if (probabilities.Length % _modelClasses != 0 || aligned.Length != rows * _columns.Length)
            throw new ArgumentException(
                $"There are {probabilities.Length} probabilities of {_modelClasses} model classes and room for {aligned.Length} of {_columns.Length} data classes.");
        for (var row = 0; row < rows; row++)
            Row(probabilities.Slice(row * _modelClasses, _modelClasses), aligned.Slice(row * _columns.Length, _columns.Length));
    }

    private void Row(ReadOnlySpan<float> given, Span<float> aligned)
    {
        var sum = 0.0;
        foreach (var column in _columns)
            sum += column < 0 ? 0 : given[column];
        var even = 1.0 / (Labels.Count - UnknownToModel.Count);
        for (var label = 0; label < aligned.Length; label++)
        {
            var column = _columns[label];
            if (column < 0)
                aligned[label] = 0;
            else if (IsIdentity)
                aligned[label] = given[column];
            else
                aligned[label] = (float)(sum == 0 ? even : given[column] / sum);
        }
    }

    private static string[] Meanings(IReadOnlyList<string> labels) =>
        [.. labels.Select(label => EmotionNames.TryParse(label, out var emotion) ? EmotionNames.NameOf(emotion) : label)];

    private static int IndexOf(string[] labels, string label) =>
        Array.FindIndex(labels, other => other.Equals(label, StringComparison.OrdinalIgnoreCase));

    private static void CheckDistinct(string[] labels, string whose)
    {
        for (var i = 0; i < labels.Length; i++)
            if (IndexOf(labels, labels[i]) < i)
                throw new ArgumentException($"The {whose} names the class '{labels[i]}' twice.");
    }
}
