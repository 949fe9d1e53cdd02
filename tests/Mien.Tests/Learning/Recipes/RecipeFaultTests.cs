using Mien.Learning.Recipes;

namespace Mien.Tests.Learning.Recipes;

public class RecipeFaultTests
{
    private const string Least = "format: 1\noutputs: [{ labels: ferplus }]\n";

    [Fact]
    public void All_faults_are_reported_at_once_with_their_places()
    {
        const string text = """
            format: 1
            sead: 3
            input: { size: 4, channels: 2 }
            network: { name: smal, dropout: 1 }
            outputs:
              - { name: a, labels: fer2013, target: votes }
              - { name: a, labels: ferplus, weigth: 2 }
            optimizer: { momentum: 0, nesterov: true, beta1: 0.9, weightDecay: much }
            training:
              epochs: 2.5
              precision: f64
              gradientClip: 0
            """;
        var fault = Assert.Throws<RecipeException>(() => Recipe.Parse(text, "bad.yaml"));
        Assert.Equal(
            """
            bad.yaml:2:1: the key 'sead' is unknown here; did you mean 'seed'?
            bad.yaml:3:16: input.size is '4'; it must be a whole number from 16 to 1024
            bad.yaml:3:29: input.channels is 2; it must be 1 (grey) or 3 (colour)
            bad.yaml:4:18: network.name is 'smal'; it must be one of: NETWORKS
            bad.yaml:4:33: network.dropout is '1'; it must be a number from 0 to below 1
            bad.yaml:6:41: outputs[0].target is 'votes', which 'fer2013' does not have; write 'target: label' or 'labels: ferplus'
            bad.yaml:7:13: outputs[1].name is 'a', like an earlier output's; give each its own
            bad.yaml:7:33: the key 'weigth' is unknown in 'outputs[1]'; did you mean 'weight'?
            bad.yaml:8:37: optimizer.nesterov is true, and 'momentum' is 0; Nesterov's look-ahead needs a momentum above 0
            bad.yaml:8:43: the key 'beta1' is unknown in 'optimizer'; known are: name, momentum, nesterov, weightDecay, decayBiasAndNorm, l1
            bad.yaml:8:68: optimizer.weightDecay is 'much'; it must be a number from 0 to 1
            bad.yaml:10:11: training.epochs is '2.5'; it must be a whole number from 1 to 10000
            bad.yaml:11:14: training.precision is 'f64'; it must be one of: f32, bf16
            bad.yaml:12:17: training.gradientClip is '0'; it must be 'none' or a number above 0 to 1000000
            """.Replace("NETWORKS", string.Join(", ", Mien.Neural.Zoo.Zoo.Names), StringComparison.Ordinal),
            fault.Message);
        Assert.Equal("outputs[1].weigth", fault.Faults[7].Key);
    }

    [Theory]
    [InlineData("optimiser: {}", "did you mean 'optimizer'?")]
    [InlineData("augmentaton: {}", "did you mean 'augmentation'?")]
    [InlineData("traning: {}", "did you mean 'training'?")]
    [InlineData("zebra: {}", "known are: format, name, seed")]
    [InlineData("training: { epoch: 1 }", "did you mean 'epochs'?")]
    [InlineData("network: { name: resnet18, layout: keras }", "x.yaml:3:36: network.layout does not fit: 'resnet18' has one layout only")]
    [InlineData("network: { name: small, activation: relu }", "network.activation does not fit: 'small' has its own")]
    [InlineData("network: { name: b2, head: { pool: flatten } }", "network.head does not fit: 'b2' ends in a row of its own")]
    [InlineData("network: { head: { hidden: [0] } }", "network.head.hidden is a list; it must be a list of up to 4 whole numbers from 1 to 65536")]
    [InlineData("network: { name: inception-v3 }", "x.yaml:3:18: network.name does not fit: 'inception-v3' takes inputs of 75 to 1024 pixels, not 48")]
    [InlineData("training: { epochs: ~ }", "training.epochs is empty; it must be a whole number")]
    [InlineData("training: 5", "training is '5'; it must be a mapping")]
    [InlineData("training: { batch: [1] }", "training.batch is a list; it must be a whole number")]
    [InlineData("training: { ema: .nan }", "training.ema is '.nan'; it must be 'none' or a number from 0 to below 1")]
    [InlineData("split: { choose: [training] }", "names 'training', which is learned from too")]
    [InlineData("split: { train: [train] }", "a list of different names out of: training, public, private")]
    [InlineData("split: { train: [training, training] }", "a list of different names")]
    [InlineData("network: { widthFactor: 9 }", "network.widthFactor is '9'; it must be a number from 0.015625 to 8")]
    [InlineData("augmentation: { border: mean }", "must be one of: zero, replicate")]
    [InlineData("loss: { classWeights: [1, 2] }", "lists 2 weights; the output 'ferplus' has 8 classes")]
    [InlineData("loss: { classWeights: even }", "is 'even'; it must be one of: none, balanced, or a list of weights")]
    [InlineData("schedule: { name: step, milestones: [0.5, 0.4] }", "0.4 after 0.5; they must rise")]
    [InlineData("schedule: { name: cosine, learningRate: 0.1, minimum: 0.2 }", "a number from 0 to 0.1")]
    [InlineData("augmentation: { erasing: { minArea: 0.5, maxArea: 0.1 } }", "is 0.1, less than 'minArea' (0.5)")]
    [InlineData("name: 'a/b'", "name is 'a/b'; it must be a name")]
    [InlineData("seed: 1\nseed: 2", "x.yaml:4:1: the key 'seed' is there twice")]
    public void Faults_say_what_would_be_right(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<RecipeException>(() => Recipe.Parse(Least + line, "x.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("format: 2\nnew: thing", "x.yaml:1:9: this recipe has format 2, and this version of Mien reads up to 1: use a newer Mien")]
    [InlineData("seed: 1\noutputs: [{labels: ferplus}]", "'format' is missing; start the recipe with 'format: 1'")]
    [InlineData("format: 1", "outputs is missing; it must be a list of 1 to 8 mappings")]
    [InlineData("format: 1\noutputs: [{}]", "outputs[0].labels is missing")]
    [InlineData("format: 1\noutputs: [{ name: input, labels: ferplus }]", "which is the network's input")]
    [InlineData("format: 0\noutputs: [{labels: ferplus}]", "format is '0'")]
    [InlineData("", "a recipe is a mapping of keys to values")]
    [InlineData("- a", "a recipe is a mapping of keys to values")]
    [InlineData("format: 1\nname: {", "this is no valid YAML")]
    [InlineData("format: 1\nname: [a", "this is no valid YAML")]
    [InlineData("format: 1\noutputs: [{ labels: fer2013 }\ntraining: { epochs: 1 }", "x.yaml:2:10: this is no valid YAML from here on; look for a bracket that is not closed")]
    [InlineData("format: 1\noutputs:\n  - { labels: [class #1, two] }\ntraining: { epochs: 1 }", "x.yaml:3:3: this is no valid YAML from here on")]
    [InlineData("format: 1\noutputs: [{ labels: [class #1, two] }]\n", "x.yaml:3:1: this is no valid YAML: ")]
    [InlineData("format: 1\n---\nformat: 1", "x.yaml:2:1: a recipe is one YAML document")]
    [InlineData("format: 1\nname: &a b", "anchors and aliases")]
    [InlineData("format: 1\nname: *a", "anchors and aliases")]
    [InlineData("format: 1\nname: !!python/object:os.system b", "tags (!) are not used")]
    [InlineData("? [a]\n: b", "is no plain text")]
    [InlineData("a: [[[[[[[[[[[1]]]]]]]]]]]", "nested deeper than 8 levels")]
    public void Foreign_texts_are_refused_with_one_line(string text, string expected)
    {
        var fault = Assert.Throws<RecipeException>(() => Recipe.Parse(text, "x.yaml"));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Single(fault.Faults);
    }

    [Fact]
    public void A_detector_has_no_schedule_that_goes_by_figures_of_emotions() => Assert.Contains(
        "x.yaml:3:19: schedule.name is 'plateau', which goes by figures of emotions; a detector learns by 'constant', 'step', 'cosine' or 'one-cycle'",
        Assert.Throws<RecipeException>(() => Recipe.Parse("format: 1\ndetection: {}\nschedule: { name: plateau }", "x.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Huge_texts_are_refused()
    {
        Assert.Contains("larger than 256 KiB", Assert.Throws<RecipeException>(() => Recipe.Parse(new string('#', 300_000), "x.yaml")).Message);
        var many = Least + "x: [" + string.Join(',', Enumerable.Repeat("1", 20_000)) + "]";
        Assert.Contains("more than 10000 values", Assert.Throws<RecipeException>(() => Recipe.Parse(many, "x.yaml")).Message);
        Assert.Contains("nested deeper", Assert.Throws<RecipeException>(() => Recipe.Parse("a: " + new string('[', 200_000), "x.yaml")).Message);
    }

    [Theory]
    [InlineData("training.epochs=0", "--set training.epochs=0: training.epochs is '0'")]
    [InlineData("training.epoch=3", "did you mean 'epochs'?")]
    [InlineData("training.epochs", "write it as key=value")]
    [InlineData("outputs[3].weight=1", "'3' is no place in a list of 1")]
    [InlineData("seed.x=1", "there is nothing to set 'x' in")]
    [InlineData("seed=[", "--set seed=[")]
    public void Overrides_are_checked_like_the_file(string given, string expected) => Assert.Contains(
        expected, Assert.Throws<RecipeException>(() => Recipe.Parse(Least + "seed: 1", "x.yaml", [given])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_read_gives_one_line()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [0x66, 0xff, 0xfe, 0x00]);
            Assert.Equal($"{path}: the recipe is no UTF-8 text", Assert.Throws<RecipeException>(() => Recipe.Load(path)).Message);
            File.Delete(path);
            Assert.Equal($"{path}: there is no such recipe", Assert.Throws<RecipeException>(() => Recipe.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
