namespace Mien.Learning.Classical;

/// <summary>A trained classifier over feature rows. Safe to use from several threads.</summary>
internal interface IClassifier
{
    /// <summary>The number of classes.</summary>
    int Classes { get; }

    /// <summary>The values of a row.</summary>
    int Width { get; }

    /// <summary>Scores a row: logits, whose softmax at the model's temperature are the probabilities.</summary>
    /// <param name="row"><see cref="Width"/> values.</param>
    /// <param name="scores"><see cref="Classes"/> values.</param>
    void Score(ReadOnlySpan<float> row, Span<float> scores);

    /// <summary>Everything that the file of a model needs to give the classifier back.</summary>
    void Save(ModelArrays arrays);
}
