using Mien.Learning.Sweeps;

namespace Mien.Tests.Learning.Sweeps;

public class SweepPlanTests
{
    [Fact]
    public void A_grid_has_every_combination_and_commas_inside_brackets_belong_to_a_value()
    {
        var grid = SweepPlan.Grid([SweepAxis.Parse("a.b=1,2"), SweepAxis.Parse("c=[1, 2],{ x: 3, y: 4 },none")]);
        Assert.Equal(6, grid.Count);
        Assert.Equal(["a.b=1", "c=[1, 2]"], grid[0]);
        Assert.Equal(["a.b=1", "c={ x: 3, y: 4 }"], grid[1]);
        Assert.Equal(["a.b=2", "c=none"], grid[5]);
    }

    [Fact]
    public void A_random_search_draws_different_trials_and_the_same_ones_again()
    {
        SweepAxis[] axes = [SweepAxis.Parse("rate=0.001..0.1"), SweepAxis.Parse("batch=32,64")];
        var trials = SweepPlan.Random(axes, 40, 7);
        Assert.Equal(trials, SweepPlan.Random(axes, 40, 7));
        Assert.Equal(40, trials.Select(t => string.Join(';', t)).Distinct().Count());
        var rates = trials.Select(t => double.Parse(t[0]["rate=".Length..], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.All(rates, rate => Assert.InRange(rate, 0.001, 0.1));
        // Even by logarithm: about half lie below the geometric middle.
        Assert.InRange(rates.Count(rate => rate < 0.01), 10, 30);
        Assert.Equal(2, SweepPlan.Random([SweepAxis.Parse("batch=32,64")], 10, 1).Count);
    }

    [Theory]
    [InlineData("rate")]
    [InlineData("rate=")]
    [InlineData("=1")]
    [InlineData("rate=0..1")]
    [InlineData("rate=1..0.1")]
    [InlineData("batch=32,32")]
    [InlineData("batch=32,,64")]
    public void Axes_that_make_no_sense_are_refused(string text) => Assert.Throws<ArgumentException>(() => SweepAxis.Parse(text));

    [Theory]
    [InlineData("split.choose=0.1,0.2", "split.choose")]
    [InlineData("split={ holdout: 0.2 },{ holdout: 0.3 }", "split")]
    [InlineData("subset.counts=[9],[8]", "subset.counts")]
    [InlineData("selection.metric=accuracy,loss", "selection.metric")]
    [InlineData("outputs[0].labels=ferplus,fer2013", "outputs[0].labels")]
    [InlineData("split.choose=0.1..0.2", "split.choose")]
    public void Keys_that_decide_which_rows_are_judged_are_refused(string text, string key)
    {
        SweepAxis[] axes = [SweepAxis.Parse(text)];
        var fault = Assert.Throws<ArgumentException>(() => SweepPlan.Random(axes, 2, 1));
        Assert.Equal($"'{key}' decides which rows are judged or by what, so that trials could not be compared; leave it out, and set it for all trials by --set", fault.Message);
        Assert.Throws<ArgumentException>(() => SweepPlan.Grid(axes));
    }

    [Fact]
    public void Plans_that_make_no_sense_are_refused()
    {
        Assert.Contains("no grid", Assert.Throws<ArgumentException>(() => SweepPlan.Grid([SweepAxis.Parse("a=1..2")])).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => SweepPlan.Grid([SweepAxis.Parse("a=1"), SweepAxis.Parse("a=2")])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SweepPlan.Grid([]));
        var wide = string.Join(',', Enumerable.Range(0, 40));
        Assert.Contains("1000", Assert.Throws<ArgumentException>(() => SweepPlan.Grid([SweepAxis.Parse("a=" + wide), SweepAxis.Parse("b=" + wide)])).Message, StringComparison.Ordinal);
    }
}
