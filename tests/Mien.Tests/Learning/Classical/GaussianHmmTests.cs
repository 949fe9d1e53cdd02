using Mien.Learning.Classical;
using Mien.Learning.Features;

namespace Mien.Tests.Learning.Classical;

public class GaussianHmmTests
{
    private const int Steps = 12;

    [Fact]
    public void The_likelihood_of_a_sequence_is_the_sum_over_all_paths()
    {
        var model = new GaussianHmm([0.6, 0.3, 0.1], [0.5, 0.3, 0.2, 0.1, 0.8, 0.1, 0.3, 0.3, 0.4], [0, 0, 1, 2, -1, 3], [1, 0.5, 0.3, 2, 1.5, 0.7]);
        float[] sequence = [0.2f, 0.4f, 1.1f, -0.3f, -0.8f, 2.5f, 0.9f, 1.7f, 40f, -30f];
        var expected = 0.0;
        var largest = double.NegativeInfinity;
        var paths = new List<double>();
        for (var path = 0; path < 243; path++)
        {
            paths.Add(LogJoint(model, sequence, path));
            largest = Math.Max(largest, paths[^1]);
        }
        expected = largest + Math.Log(paths.Sum(value => Math.Exp(value - largest)));
        Assert.Equal(expected, model.LogLikelihood(sequence), 6);
    }

    [Fact]
    public void Each_round_of_training_makes_the_sequences_likelier()
    {
        var history = new List<double>();
        var (table, rows) = (Sequences(1, 60), Enumerable.Range(0, 60).ToArray());
        GaussianHmm.Fit(table, rows, Steps, new HmmOptions { States = 3, Tolerance = 0, Rounds = 25 }, history.Add);
        Assert.True(history.Count > 5);
        for (var i = 1; i < history.Count - 1; i++)
            Assert.True(history[i] >= history[i - 1] - 1e-6, $"round {i}: {history[i - 1]} to {history[i]}");
        Assert.True(history[^1] > history[0] + 50);
    }

    [Fact]
    public void Training_finds_the_states_that_made_the_sequences()
    {
        var model = GaussianHmm.Fit(Sequences(2, 400), [.. Enumerable.Range(0, 400)], Steps, new HmmOptions { States = 2, Rounds = 200, Tolerance = 1e-7 });
        var order = model.Means[0] < model.Means[2] ? new[] { 0, 1 } : [1, 0];
        Assert.Equal(-1, model.Means[2 * order[0]], 0.1);
        Assert.Equal(1.5, model.Means[2 * order[1]], 0.1);
        Assert.Equal(0.9, model.Transitions[(2 * order[0]) + order[0]], 0.05);
        Assert.Equal(0.8, model.Transitions[(2 * order[1]) + order[1]], 0.05);
    }

    [Fact]
    public void A_sequence_far_from_everything_has_a_finite_likelihood_and_the_same_one_after_saving()
    {
        var (table, labels) = (Sequences(3, 40), Enumerable.Range(0, 40).Select(i => i % 2).ToArray());
        var classifier = HmmClassifier.Fit(table, labels, 2, Steps, new HmmOptions { States = 4 });
        var far = new FeatureTable(table.Width, [.. Enumerable.Repeat(1e4f, table.Width)]);
        var scores = Scores.Of(classifier, far);
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        var arrays = new ModelArrays();
        classifier.Save(arrays);
        Golden.AssertClose(Array.ConvertAll(Scores.Of(classifier, table), score => (double)score), Scores.Of(HmmClassifier.Load(arrays, 2, table.Width), table), 1e-4);
    }

    [Fact]
    public void A_class_without_rows_is_never_told()
    {
        var (table, labels) = (Sequences(3, 40), Enumerable.Range(0, 40).Select(i => i % 2).ToArray());
        var (classifier, arrays) = (HmmClassifier.Fit(table, labels, 3, Steps, new HmmOptions { States = 4 }), new ModelArrays());
        classifier.Save(arrays);
        // Beyond all rows the model of both classes together would be the likeliest.
        var asked = new FeatureTable(table.Width, [.. table.Values, .. Enumerable.Repeat(40f, table.Width), .. Enumerable.Repeat(-40f, table.Width)]);
        foreach (var one in new[] { classifier, HmmClassifier.Load(arrays, 3, table.Width) })
        {
            Assert.All(Scores.Of(one, asked).Chunk(3), scores => Assert.True(
                Array.TrueForAll(scores, float.IsFinite) && scores[2] < Math.Min(scores[0], scores[1]) - 13, string.Join(' ', scores)));
        }
    }

    /// <summary>Sequences of a chain of two states that stay with 0.9 and 0.8, around −1 and 1.5.</summary>
    private static FeatureTable Sequences(int seed, int count)
    {
        var (random, table) = (new Random(seed), new FeatureTable(count, 2 * Steps));
        for (var row = 0; row < count; row++)
        {
            var state = random.NextDouble() < 0.5 ? 0 : 1;
            for (var t = 0; t < Steps; t++)
            {
                state = random.NextDouble() < (state == 0 ? 0.9 : 0.8) ? state : 1 - state;
                for (var i = 0; i < 2; i++)
                    table[row][(2 * t) + i] = (float)((state == 0 ? -1 : 1.5) + random.NextDouble() + random.NextDouble() - 1);
            }
        }
        return table;
    }

    private static double LogJoint(GaussianHmm model, float[] sequence, int path)
    {
        var (sum, before) = (0.0, -1);
        for (var t = 0; t < sequence.Length / 2; t++)
        {
            var state = path % 3;
            path /= 3;
            sum += Math.Log(before < 0 ? model.Start[state] : model.Transitions[(3 * before) + state]);
            for (var i = 0; i < 2; i++)
            {
                var (off, variance) = (sequence[(2 * t) + i] - model.Means[(2 * state) + i], model.Variances[(2 * state) + i]);
                sum -= 0.5 * (Math.Log(2 * Math.PI * variance) + (off * off / variance));
            }
            before = state;
        }
        return sum;
    }
}
