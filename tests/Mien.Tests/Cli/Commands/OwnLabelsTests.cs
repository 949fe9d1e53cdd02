using Mien.Learning.Recipes;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public sealed class OwnLabelsTests : IDisposable
{
    private static readonly string[] Classes = ["скука", "[x #1 <b>", "радость и смех"];
    private readonly TemporaryFolder folder = new();

    public OwnLabelsTests()
    {
        for (var i = 0; i < 24; i++)
            FolderReaderTests.Picture(folder, $"faces/{Classes[i % 3]}/{i}.png", (byte)((80 * (i % 3)) + i));
    }

    [Theory]
    [InlineData("network: { name: small, widthFactor: 0.0625 }\ntraining: { epochs: 1, batch: 6, precision: f32, threads: 1 }", "best.onnx")]
    [InlineData("method: { name: knn, neighbours: 3 }", "best.mien")]
    public void Classes_of_any_language_are_learned_from_folders_and_measured(string learner, string model)
    {
        var recipe = folder.Write("own.yaml", $"format: 1\ninput: {{ size: 32 }}\nsplit: {{ train: [all], choose: 0.25 }}\noutputs: [{{ labels: [скука, '[x #1 <b>', радость и смех] }}]\n{learner}\n");
        var run = Run("train", recipe, "--out", folder.PathOf("run"));
        Assert.DoesNotContain("no picture to learn from", run.Error, StringComparison.Ordinal);
        var resolved = Recipe.Load(folder.PathOf("run/recipe.yaml"));
        Assert.Equal(Classes, resolved.Outputs[0].LabelSet.Names);
        Assert.Equal(Recipe.Load(recipe).Digest, resolved.Digest);
        Assert.Contains("\"скука\"", resolved.Resolved, StringComparison.Ordinal);
        var measured = Run("evaluate", folder.PathOf($"run/{model}"), "--allow-seen-rows", "--report", "text");
        Assert.All(Classes, name => Assert.Contains(name, measured.Error, StringComparison.Ordinal));
        Assert.All(Classes, name => Assert.Contains(name, measured.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("'a, b'")]
    [InlineData("\"a\\tb\"")]
    [InlineData("' '")]
    [InlineData("аааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааа")]
    public void Names_that_no_model_can_hold_are_refused_with_the_rule(string name)
    {
        var fault = Assert.Throws<RecipeException>(() => Recipe.Parse($"format: 1\noutputs: [{{ labels: [{name}, other] }}]", "x.yaml"));
        Assert.Contains("x.yaml:2:", fault.Message, StringComparison.Ordinal);
        Assert.Contains("each of 1 to 64 characters without commas and control characters", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private CommandRun Run(params string[] arguments)
    {
        var run = CommandRun.Of([.. arguments, "--data", folder.PathOf("faces"), "--backend", "managed"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
