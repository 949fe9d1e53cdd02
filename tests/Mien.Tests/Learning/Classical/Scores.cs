using Mien.Learning.Classical;
using Mien.Learning.Features;
using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Classical;

/// <summary>What a classifier says of rows.</summary>
internal static class Scores
{
    public static float[] Of(IClassifier classifier, FeatureTable table)
    {
        var scores = new float[table.Rows * classifier.Classes];
        for (var row = 0; row < table.Rows; row++)
            classifier.Score(table[row], scores.AsSpan(row * classifier.Classes, classifier.Classes));
        return scores;
    }

    public static float[] Probabilities(IClassifier classifier, FeatureTable table)
    {
        var scores = Of(classifier, table);
        TemperatureScaling.Apply(scores, classifier.Classes, 1, scores);
        return scores;
    }

    public static double Accuracy(IClassifier classifier, FeatureTable table, int[] truth)
    {
        var scores = Of(classifier, table);
        return Enumerable.Range(0, truth.Length).Count(row => TopLabel.Of(scores.AsSpan(row * classifier.Classes, classifier.Classes)) == truth[row]) / (double)truth.Length;
    }
}
