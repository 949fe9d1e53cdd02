using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Tests.Learning.Training;

public class PhaseCostsTests
{
    [Fact]
    public void A_frozen_body_costs_its_forward_half_and_a_whole_network_about_three()
    {
        var recipe = TinyFaces.Recipe("phases=[{ epochs: 2, train: [head.*] }, { epochs: 3 }]", "training.epochs=5");
        var network = recipe.Network.Create();
        var costs = new PhaseCosts(recipe, network);
        Assert.Equal(ModelSummary.Of(network).MultiplyAdds, costs.Forward);
        Assert.InRange(costs[0] / costs.Forward, 1, 1.1);
        Assert.InRange(costs[1] / costs.Forward, 2.5, 3);
        Assert.Equal(3 * costs[1] / costs[0], costs.EpochsAfter(0), 1e-9);
        Assert.Equal(0, costs.EpochsAfter(1));
    }

    [Fact]
    public void What_lies_behind_a_learning_layer_has_gradients_too()
    {
        // With the stem learning, every layer behind it passes a gradient on, though none of their weights has one.
        var recipe = TinyFaces.Recipe("phases=[{ epochs: 1, train: [stem.*] }, { epochs: 1, train: [head.*] }]", "training.epochs=2");
        var costs = new PhaseCosts(recipe, recipe.Network.Create());
        Assert.InRange(costs[0] / costs.Forward, 1.8, 2.2);
    }
}
