using System.Security.Cryptography;
using Mien.Learning.Augmentation;
using Mien.Learning.Data;
using Mien.Learning.Optimizers;
using Mien.Learning.Recipes;
using Mien.Neural.Zoo;

namespace Mien.Tests.Learning.Recipes;

public class RecipeTests
{
    public const string Whole = """
        format: 1
        name: default
        seed: 7
        input: { size: 48, channels: 1, mean: 0.508, std: 0.255 }      # after division by 255
        split: { train: [training], choose: [public] }
        network: { name: small, dropout: 0.3 }
        outputs:
          - { name: ferplus, labels: ferplus, target: votes, weight: 1.0 }
          - { name: fer2013, labels: fer2013, target: label, weight: 0.5 }
        augmentation: { flip: 0.5, shift: 0.08, rotation: 15, scale: 0.15, brightness: 0.2, contrast: 0.2, erasing: { probability: 0.5, minArea: 0.02, maxArea: 0.2 }, border: zero }
        loss: { name: cross-entropy, labelSmoothing: 0.1, classWeights: none }
        optimizer: { name: sgd, momentum: 0.9, nesterov: true, weightDecay: 5.0e-4 }
        schedule: { name: one-cycle, learningRate: 0.1, warmup: 0.2, divFactor: 10 }
        training: { epochs: 30, batch: 128, precision: bf16, gradientClip: none, ema: 0.999, threads: 0 }
        selection: { metric: accuracy }

        """;

    private const string Least = "format: 1\noutputs: [{ labels: fer2013 }]\n";

    private const string LeastResolved =
        """
        format: 1
        name: my-first
        seed: 1
        input:
          size: 48
          channels: 1
          mean: 0.508
          std: 0.255
        split:
          train: [training]
          choose: [public]
        network:
          name: small
          layout: torchvision
          activation: own
          dropout: 0
          bodyDropout: 0
          head: { pool: mean, hidden: [], batchNorm: false }
          widthFactor: 1
          initialization: he-normal
          zeroInitializeResidual: false
        outputs:
          - { labels: fer2013, name: fer2013, target: label, weight: 1 }
        augmentation:
          flip: 0
          shift: 0
          rotation: 0
          scale: 0
          brightness: 0
          contrast: 0
          shear: 0
          corners: 0
          gamma: 0
          noise: 0
          blur: 0
          mixup: 0
          cutmix: 0
          erasing: { probability: 0, minArea: 0.02, maxArea: 0.25 }
          border: zero
        balance:
          method: none
        loss:
          name: cross-entropy
          labelSmoothing: 0
          classWeights: none
        optimizer:
          name: sgd
          momentum: 0.9
          nesterov: false
          weightDecay: 0
          decayBiasAndNorm: false
        schedule:
          name: constant
          learningRate: 0.1
          warmup: 0
          warmupStart: 0.01
        training:
          epochs: 30
          batch: 128
          precision: bf16
          gradientClip: none
          ema: 0.999
          threads: 0
        selection:
          metric: accuracy

        """;

    [Fact]
    public void Every_value_of_a_whole_recipe_arrives()
    {
        var recipe = Recipe.Parse(Whole, "default.yaml");

        Assert.Equal(("default", 7), (recipe.Name, recipe.Seed));
        Assert.Equal((48, 1, 0.508, 0.255), (recipe.Input.Size, recipe.Input.Channels, recipe.Input.Mean, recipe.Input.Std));
        Assert.Equal(SplitSelection.Of(Split.Training), recipe.Split.Train);
        Assert.Equal(SplitSelection.Of(Split.PublicTest), recipe.Split.Choose);
        Assert.Equal(("small", 0.3f, 7, 48), (
            recipe.Network.Name, recipe.Network.Options.Dropout, recipe.Network.Options.Seed, recipe.Network.Options.InputSize));
        Assert.Equal(["ferplus", "fer2013"], recipe.Network.Create().Outputs);
        Assert.Equal(("fer2013", TargetKind.Label, 0.5, 7), (recipe.Outputs[1].Labels, recipe.Outputs[1].Target, recipe.Outputs[1].Weight, recipe.Outputs[1].Classes));
        Assert.Equal((15, 0.5, BorderMode.Mean), (recipe.Augmentation.Rotation, recipe.Augmentation.Erasing, recipe.Augmentation.Border));
        Assert.Equal((0.1, ClassWeighting.None), (recipe.Loss.LabelSmoothing, recipe.Loss.Weighting));
        Assert.Equal((30, 128, TrainingPrecision.Bf16, null, 0.999), (
            recipe.Training.Epochs, recipe.Training.Batch, recipe.Training.Precision, recipe.Training.GradientClip, recipe.Training.Ema));
        var optimizer = Assert.IsType<SgdOptimizer>(recipe.Optimizer.Create());
        Assert.Equal((0.9, true, 5e-4), (optimizer.Momentum, optimizer.Nesterov, optimizer.WeightDecay));
        Assert.Equal(0.01, recipe.Schedule.Create().At(0, 100), 1e-12);
        Assert.Equal(SelectionMetric.Accuracy, recipe.Selection.Metric);
    }

    [Fact]
    public void The_resolved_recipe_spells_out_every_default_and_reads_back_the_same()
    {
        var recipe = Recipe.Parse(Least, "runs/my-first.yaml");
        Assert.Equal(LeastResolved, recipe.Resolved);
        var again = Recipe.Parse(recipe.Resolved, "other.yaml");
        Assert.Equal(recipe.Resolved, again.Resolved);
        Assert.Equal(recipe.Digest, again.Digest);
    }

    [Fact]
    public void The_digest_follows_meaning_and_not_spelling()
    {
        var recipe = Recipe.Parse(Whole, "a.yaml");
        Assert.Equal(recipe.Digest, Recipe.Parse(Whole.Replace("5.0e-4", "0.0005").Replace("# after", "# behind"), "b.yaml").Digest);
        Assert.NotEqual(recipe.Digest, recipe.With("optimizer.weightDecay=0.001").Digest);
    }

    [Fact]
    public void The_saved_file_has_the_digest_and_loads_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("mien-recipe");
        try
        {
            var path = Path.Combine(folder.FullName, "recipe.yaml");
            var recipe = Recipe.Parse(Whole, "a.yaml", ["name='1'"]);
            recipe.Save(path);

            Assert.Equal(recipe.Digest, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
            Assert.Equal(recipe.Resolved, Recipe.Load(path).Resolved);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Overrides_replace_values_at_any_depth()
    {
        var recipe = Recipe.Parse(Whole, "a.yaml", [
            "training.epochs=3", "outputs[1].weight=2", "outputs.0.name=first", "augmentation.erasing=none", "network={ name: b2, widthFactor: 0.5, initialization: pytorch }",
            "schedule={name: step, milestones: [0.1]}", "training.gradientClip=1.5", "training.ema=none"]);

        Assert.Equal((3, 1.5, null), (recipe.Training.Epochs, recipe.Training.GradientClip, recipe.Training.Ema));
        Assert.Equal(("first", 2.0), (recipe.Outputs[0].Name, recipe.Outputs[1].Weight));
        Assert.Equal(0, recipe.Augmentation.Erasing);
        Assert.Equal((0.5, 0.1f, Initialization.PyTorch), (
            recipe.Network.Options.WidthFactor, recipe.Network.Options.BodyDropout, recipe.Network.Options.Initialization));
        Assert.Equal(0.01, recipe.Schedule.Create().At(50, 100), 1e-12);
        Assert.Equal(0.9, Recipe.Parse("format: 1\noutputs: [{labels: ferplus}]", "a.yaml", ["augmentation.erasing.probability=0.9"]).Augmentation.Erasing);
    }

    [Fact]
    public void Class_weights_may_be_listed_or_balanced()
    {
        var listed = Recipe.Parse(Least + "loss: { classWeights: [1, 2, 1, 1, 1, 1, 0.5] }", "a.yaml");
        Assert.Equal([1, 2, 1, 1, 1, 1, 0.5], listed.Loss.ClassWeights);
        Assert.Contains("classWeights: [1, 2, 1, 1, 1, 1, 0.5]", listed.Resolved, StringComparison.Ordinal);
        var balanced = Recipe.Parse(Least + "loss: { classWeights: balanced }", "a.yaml").Loss.Create([1, 3]);
        var gradient = new float[4];
        // Each class has the same share of the loss whatever its size: the rare row weighs 2, the common one 2/3.
        balanced.Compute([0, 0, 0, 0], [1, 0, 0, 1], [], 2, gradient);
        Assert.Equal(3, gradient[0] / gradient[3], 1e-6);
    }

    [Theory]
    [InlineData("adam", 0.0, 0.001)]
    [InlineData("adamw", 0.01, 0.001)]
    [InlineData("sgd", 0.0, 0.1)]
    public void Defaults_follow_the_optimizer(string name, double decay, double rate)
    {
        var recipe = Recipe.Parse(Least, "a.yaml", [$"optimizer.name={name}"]);
        Assert.Equal((name, decay), (recipe.Optimizer.Create().Name, recipe.Optimizer.Create().WeightDecay));
        Assert.Equal(rate, recipe.Schedule.LearningRate);
    }
}
