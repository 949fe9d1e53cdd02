using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Optimization;

namespace Mien.Tests.Neural.Optimization;

public class IdentityRemovalTests
{
    [Fact]
    public void Dropout_and_casts_to_the_same_type_go()
    {
        var graph = Sketch.Of(b =>
        {
            var x = b.Dropout(b.Dropout(b.Elu("x"), 0.5f), 0.2f);
            b.Graph.AddNode(new Cast(ElementType.Float32), [x], ["cast"]);
            b.Graph.AddNode(new Flatten(), ["cast"], ["flat"]);
            b.Graph.AddNode(new Flatten(), ["flat"], ["y"]);
            b.Output("y");
        });
        var slim = IdentityRemoval.Apply(graph);
        Assert.Equal("Elu:1 Flatten:1", Sketch.Census(slim));
        Results.AssertEqual(graph, slim);
    }

    [Fact]
    public void An_output_that_only_renames_a_value_keeps_its_name()
    {
        var graph = Sketch.Of(b =>
        {
            var elu = b.Elu("x");
            b.Output(b.Dropout(b.Dropout(elu, 0.5f), 0.5f));
            b.Output(b.Relu(elu));
        });
        var slim = IdentityRemoval.Apply(graph);
        Assert.Equal("Elu:1 Relu:1", Sketch.Census(slim));
        Assert.Equal(graph.Outputs, slim.Outputs);
        Results.AssertEqual(graph, slim);
    }

    [Fact]
    public void Dropout_between_input_and_output_stays()
    {
        var graph = Sketch.Of(b => b.Output(b.Dropout("x", 0.5f)));
        Assert.Equal("Dropout:1", Sketch.Census(IdentityRemoval.Apply(graph)));
        Results.AssertEqual(graph, IdentityRemoval.Apply(graph));
    }
}
