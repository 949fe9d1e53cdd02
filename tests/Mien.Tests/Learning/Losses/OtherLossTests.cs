using Mien.Learning.Losses;

namespace Mien.Tests.Learning.Losses;

public class OtherLossTests
{
    [Theory]
    [InlineData("focal")]
    [InlineData("focal weighted")]
    [InlineData("focal distributions")]
    [InlineData("squared")]
    [InlineData("squared weighted")]
    [InlineData("squared distributions")]
    public void Loss_and_gradient_are_those_of_PyTorchs_autograd(string name)
    {
        var golden = Golden.Case("other_losses.json", name);
        var weights = golden.GetProperty("weights").ValueKind == System.Text.Json.JsonValueKind.Null ? null : golden.Numbers("weights");
        WeightedLoss loss = name.StartsWith("focal", StringComparison.Ordinal) ? new FocalLoss(golden.Number("gamma"), 0, weights) : new MeanSquaredErrorLoss(0, weights);
        var logits = golden.Floats("logits");
        var gradient = new float[logits.Length];
        Array.Fill(gradient, float.NaN);

        var value = loss.Compute(logits, golden.Floats("targets"), [], (int)golden.Number("classes"), gradient);

        Assert.Equal(golden.Number("loss"), value, 1e-6);
        Golden.AssertClose(golden.Numbers("gradient"), gradient, 1e-7);
    }

    public static TheoryData<WeightedLoss> Losses => [
        new FocalLoss(2, 0.1, [1, 2, 0, 0.5, 1.5]), new FocalLoss(0.5), new FocalLoss(0), new MeanSquaredErrorLoss(0.1, [1, 2, 0, 0.5, 1.5]), new MeanSquaredErrorLoss()];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_equals_finite_differences_on_weighted_soft_rows(WeightedLoss loss)
    {
        var random = new Random(5);
        const int classes = 5;
        var logits = Enumerable.Range(0, 4 * classes).Select(_ => (float)(random.NextDouble() * 6 - 3)).ToArray();
        var targets = Enumerable.Range(0, 4 * classes).Select(i => i / classes == 2 ? 0 : (float)random.NextDouble() / classes).ToArray();
        float[] samples = [1, 0.5f, 3, 2];
        var (gradient, unused) = (new float[logits.Length], new float[logits.Length]);
        loss.Compute(logits, targets, samples, classes, gradient);
        for (var i = 0; i < logits.Length; i++)
        {
            var (up, down) = (logits.ToArray(), logits.ToArray());
            up[i] += 0.01f;
            down[i] -= 0.01f;
            var slope = (loss.Compute(up, targets, samples, classes, unused) - loss.Compute(down, targets, samples, classes, unused)) / ((double)up[i] - down[i]);
            Assert.Equal(slope, gradient[i], 2e-5);
        }
    }

    [Fact]
    public void A_focal_loss_without_gamma_is_cross_entropy_and_sure_rows_cost_nothing()
    {
        float[] logits = [1, -2, 0.5f, 40, -40, -40], targets = [0, 1, 0, 1, 0, 0];
        var (focal, plain) = (new float[6], new float[6]);
        Assert.Equal(new CrossEntropyLoss().Compute(logits, targets, [], 3, plain), new FocalLoss(0).Compute(logits, targets, [], 3, focal), 1e-12);
        Golden.AssertClose(Array.ConvertAll(plain, v => (double)v), focal, 1e-7);
        Assert.Equal(0, new FocalLoss(2).Compute([60, -60], [1, 0], [], 2, focal.AsSpan(0, 2)));
        Assert.Equal([0, 0], focal[..2]);
    }
}
