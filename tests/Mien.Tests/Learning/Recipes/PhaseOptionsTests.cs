using Mien.Learning.Recipes;

namespace Mien.Tests.Learning.Recipes;

public class PhaseOptionsTests
{
    private const string Start = "format: 1\noutputs: [{ labels: fer2013 }]\n";

    [Fact]
    public void Phases_are_read_add_up_and_come_back_from_the_resolved_recipe()
    {
        var recipe = Recipe.Parse(
            Start + "schedule: { learningRate: 0.2 }\nphases:\n  - { epochs: 2, train: ['head.*'] }\n  - { epochs: 3, learningRate: 0.01, freeze: [stem.*] }\n", "p.yaml");
        Assert.Equal(5, recipe.Training.Epochs);
        Assert.Equal([0.2, 0.01], recipe.Phases.Select(p => p.LearningRate));
        Assert.Equal(["*"], recipe.Phases[0].Freeze);
        Assert.True(recipe.Phases[0].Trains("head.fer2013.weight"));
        Assert.False(recipe.Phases[0].Trains("stem.conv.weight"));
        Assert.False(recipe.Phases[1].Trains("stem.conv.weight"));
        Assert.Equal(recipe.Resolved, Recipe.Parse(recipe.Resolved, "p.yaml").Resolved);
        var network = recipe.Network.Create();
        Assert.Equal((256 * 7) + 7, recipe.Phases[0].CountTrainable(network));
    }

    [Fact]
    public void A_recipe_without_phases_has_one_of_all_epochs_and_does_not_mention_it()
    {
        var recipe = Recipe.Parse(Start, "p.yaml");
        Assert.Equal(30, Assert.Single(recipe.Phases).Epochs);
        Assert.True(recipe.Phases[0].Trains("anything"));
        Assert.DoesNotContain("phases", recipe.Resolved, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phases: []", "p.yaml:3:9: phases must be a list of 1 to 16 mappings")]
    [InlineData("phases: [{ train: ['head.*'] }]", "p.yaml:3:10: phases[0].epochs is missing")]
    [InlineData("phases: [{ epochs: 1, freeze: ['hat.*'] }]", "p.yaml:3:31: phases[0].freeze names 'hat.*', which fits no parameter; the network has stem.conv.weight, …, head.fer2013.bias")]
    [InlineData("phases: [{ epochs: 1, freeze: ['*'] }]", "phases[0].freeze leaves nothing to learn")]
    [InlineData("phases: [{ epochs: 1, freeze: head }]", "phases[0].freeze is 'head'; it must be a list of at most 100 texts")]
    [InlineData("phases: [{ epochs: 1, learningRate: 0 }]", "phases[0].learningRate is '0'")]
    [InlineData("phases: [{ epochs: 1, frozen: ['*'] }]", "the key 'frozen' is unknown in 'phases[0]'")]
    [InlineData("phases: [{ epochs: 1 }]\ntraining: { epochs: 3 }", "p.yaml:4:21: training.epochs is 3, but the phases have 1")]
    public void A_fault_names_its_line_and_what_would_do(string text, string expected)
    {
        var fault = Assert.Throws<RecipeException>(() => Recipe.Parse(Start + text, "p.yaml"));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
