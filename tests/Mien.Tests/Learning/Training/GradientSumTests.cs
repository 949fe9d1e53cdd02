using Mien.Compute.Managed;
using Mien.Learning.Training;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Training;

public class GradientSumTests
{
    // Nothing normalises over a batch and nothing is drawn, so that a row adds the same in every batch.
    private static readonly string[] Plain =
    [
        "network={ name: b3, widthFactor: 0.125 }", "augmentation=none", "optimizer={ name: sgd, momentum: 0 }",
        "schedule={ name: constant, learningRate: 0.02 }", "training.epochs=1", "training.ema=none",
    ];

    [Fact]
    public void Two_batches_of_four_together_move_the_weights_as_one_of_eight_does()
    {
        using var root = new TemporaryFolder();
        var start = TinyFaces.Recipe(Plain).Network.Create().Parameters.ToDictionary(pair => pair.Key, pair => pair.Value.Values);
        var whole = Trained(root, "training.batch=8");
        Assert.InRange(Distance(whole, Trained(root, "training.batch=4", "training.accumulate=2")), 0, 1e-5);
        Assert.True(Distance(whole, start) > 1e-3);
        Assert.True(Distance(whole, Trained(root, "training.batch=4")) > 1e-3);
    }

    private static Dictionary<string, float[]> Trained(TemporaryFolder root, params string[] overrides)
    {
        var recipe = TinyFaces.Recipe([.. Plain, .. overrides]);
        var folder = new RunFolder(root.PathOf(recipe.Digest));
        using var trainer = new Trainer(recipe, TinyFaces.Create(16), folder, new TrainerOptions { Backend = new ManagedBackend() });
        trainer.Run();
        const string Prefix = "parameter/";
        return Checkpoint.Load(folder.Checkpoint).Arrays.Where(array => array.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(array => array.Key[Prefix.Length..], array => array.Value);
    }

    /// <summary>The largest difference of a number.</summary>
    private static double Distance(Dictionary<string, float[]> left, Dictionary<string, float[]> right) =>
        left.Max(array => array.Value.Zip(right[array.Key], (a, b) => Math.Abs((double)a - b)).Max());
}
