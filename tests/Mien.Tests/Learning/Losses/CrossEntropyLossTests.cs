using Mien.Learning.Losses;

namespace Mien.Tests.Learning.Losses;

public class CrossEntropyLossTests
{
    [Theory]
    [InlineData("labels")]
    [InlineData("labels smoothed")]
    [InlineData("labels weighted")]
    [InlineData("labels smoothed and weighted")]
    [InlineData("distributions")]
    [InlineData("distributions smoothed")]
    [InlineData("large logits")]
    public void Loss_and_gradient_are_PyTorchs(string name)
    {
        var golden = Golden.Case("losses.json", name);
        var weights = golden.GetProperty("weights").ValueKind == System.Text.Json.JsonValueKind.Null ? null : golden.Numbers("weights");
        var loss = new CrossEntropyLoss(golden.Number("smoothing"), weights);
        var logits = golden.Floats("logits");
        var gradient = new float[logits.Length];
        Array.Fill(gradient, float.NaN);

        var value = loss.Compute(logits, golden.Floats("targets"), [], (int)golden.Number("classes"), gradient);

        Assert.Equal(golden.Number("loss"), value, 1e-6);
        Golden.AssertClose(golden.Numbers("gradient"), gradient, 1e-7);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.15, false)]
    [InlineData(0, true)]
    [InlineData(0.15, true)]
    public void The_gradient_equals_finite_differences_on_weighted_soft_rows(double smoothing, bool weighted)
    {
        var random = new Random(5);
        const int classes = 5;
        var logits = Enumerable.Range(0, 4 * classes).Select(_ => (float)(random.NextDouble() * 6 - 3)).ToArray();
        var targets = new float[logits.Length];
        for (var row = 0; row < 4; row++)
            for (var column = 0; column < classes; column++)
                targets[row * classes + column] = row == 2 ? 0 : (float)random.NextDouble() / classes;
        float[] samples = [1, 0.5f, 3, 2];
        var loss = new CrossEntropyLoss(smoothing, weighted ? [1, 2, 0, 0.5, 1.5] : null);
        var gradient = new float[logits.Length];
        loss.Compute(logits, targets, samples, classes, gradient);

        var unused = new float[logits.Length];
        for (var i = 0; i < logits.Length; i++)
        {
            var (up, down) = (logits.ToArray(), logits.ToArray());
            up[i] += 0.01f;
            down[i] -= 0.01f;
            var slope = (loss.Compute(up, targets, samples, classes, unused) - loss.Compute(down, targets, samples, classes, unused))
                / ((double)up[i] - down[i]);
            Assert.Equal(slope, gradient[i], 1e-5);
        }
    }

    [Fact]
    public void Rows_without_a_target_take_no_part()
    {
        var loss = new CrossEntropyLoss(0.1, [1, 3]);
        var (both, one) = (new float[4], new float[2]);
        var withEmpty = loss.Compute([1, 2, 7, -7], [0, 1, 0, 0], [], 2, both);
        var alone = loss.Compute([1, 2], [0, 1], [], 2, one);

        Assert.Equal(alone, withEmpty);
        Assert.Equal([one[0], one[1], 0, 0], both);
    }

    [Fact]
    public void A_batch_in_which_nothing_takes_part_costs_nothing()
    {
        float[] gradient = [9, 9];
        Assert.Equal(0, new CrossEntropyLoss().Compute([1, 2], [0, 0], [], 2, gradient));
        Assert.Equal([0, 0], gradient);
    }

    [Fact]
    public void Sample_weights_count_like_repeated_rows()
    {
        var loss = new CrossEntropyLoss();
        float[] gradient = new float[4], repeated = new float[6];
        var weighted = loss.Compute([1, 2, 0, 3], [0, 1, 1, 0], [1, 2], 2, gradient);
        var plain = loss.Compute([1, 2, 0, 3, 0, 3], [0, 1, 1, 0, 1, 0], [], 2, repeated);

        Assert.Equal(plain, weighted, 1e-12);
        Assert.Equal(repeated[2] * 2, gradient[2], 1e-7);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var loss = new CrossEntropyLoss();
        Assert.Contains("5 logits", Assert.Throws<ArgumentException>(() => loss.Compute(new float[5], new float[5], [], 2, new float[5])).Message);
        Assert.Contains("2 targets", Assert.Throws<ArgumentException>(() => loss.Compute(new float[4], new float[2], [], 2, new float[4])).Message);
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(
            () => loss.Compute(new float[4], [1, 0, float.NaN, 0], [], 2, new float[4])).Message);
        Assert.Contains("row 0", Assert.Throws<ArgumentException>(
            () => loss.Compute(new float[4], [1, 0, 1, 0], [-1, 1], 2, new float[4])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss(1.5));
        Assert.Throws<ArgumentException>(() => new CrossEntropyLoss(0, [1, double.NaN]));
    }
}

