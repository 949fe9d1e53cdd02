using System.Diagnostics;
using Mien.Learning.Balancing;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Tests.Learning.Data;
using Xunit.Abstractions;

namespace Mien.Tests.Learning.Balancing;

public class SmoteTests(ITestOutputHelper output)
{
    private static readonly SmoteOptions Options = new() { Neighbours = 6, Seed = 42 };

    [Fact]
    public void The_neighbours_are_those_of_scikit_learn()
    {
        var golden = Golden.Case("neighbours.json", "pixels");
        var (width, labels, rows, nearest) = Read();
        Assert.Equal(6, golden.GetProperty("neighbours").GetInt32());
        for (var label = 0; label < 4; label++)
        {
            var members = Enumerable.Range(0, labels.Length).Where(row => labels[row] == label).ToArray();
            var found = NeighbourSearch.Find(members.SelectMany(row => rows[(row * width)..((row + 1) * width)]).ToArray(), width, 6, threads: 2);
            for (var i = 0; i < members.Length; i++)
                Assert.Equal(nearest[(members[i] * 6)..((members[i] + 1) * 6)], found[(i * 6)..((i + 1) * 6)].Select(other => members[other]));
        }
    }

    [Fact]
    public void Every_class_reaches_the_largest_with_points_on_segments_between_neighbours()
    {
        var (width, labels, rows, nearest) = Read();
        var drawn = Smote.Draw(rows, labels, width, Options);
        Assert.All(Enumerable.Range(0, 4), label => Assert.Equal(70, labels.Count(l => l == label) + drawn.Count(row => row.Label == label)));
        var point = new float[width];
        foreach (var row in drawn)
        {
            Assert.Equal((row.Label, row.Label), (labels[row.Row], labels[row.Neighbour]));
            Assert.Contains(row.Neighbour, nearest[(row.Row * 6)..((row.Row + 1) * 6)]);
            Assert.InRange(row.Share, 0f, 0.9999999f);
            var (from, to) = (rows[(row.Row * width)..((row.Row + 1) * width)], rows[(row.Neighbour * width)..((row.Neighbour + 1) * width)]);
            row.Mix(from, to, point);
            Assert.Equal(Length(from, to), Length(from, point) + Length(point, to), 1e-2f);
        }
    }

    [Fact]
    public void The_seed_decides_and_the_threads_do_not()
    {
        var (width, labels, rows, _) = Read();
        var one = Smote.Draw(rows, labels, width, Options with { Threads = 1 });
        Assert.Equal(one, Smote.Draw(rows, labels, width, Options with { Threads = 4 }));
        Assert.NotEqual(one, Smote.Draw(rows, labels, width, Options with { Seed = 43 }));
    }

    [Fact]
    public void Rows_and_labels_that_disagree_are_refused()
    {
        var (width, labels, rows, _) = Read();
        Assert.Contains("There are 119 labels and 120 rows of 37 values", Assert.Throws<ArgumentException>(() => Smote.Draw(rows, labels[1..], width)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Smote.Draw(rows.AsMemory(1), labels, width));
    }

    [Fact]
    public void A_class_with_too_few_rows_is_named()
    {
        var (width, labels, rows, _) = Read();
        var fault = Assert.Throws<ArgumentException>(() => Smote.Draw(rows, labels, width, Options with { Neighbours = 7 }));
        Assert.Contains("Class 3 has 7 rows, and 7 neighbours need at least 8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_rows_are_neighbours_of_each_other_and_never_of_themselves()
    {
        var found = NeighbourSearch.Find(new float[] { 1, 1, 1, 1, 5, 5 }, 2, 2, 1);
        Assert.Equal([1, 2, 0, 2, 0, 1], found);
    }

    [DataFact(FerTable.RealTable)]
    [Trait("Category", "Slow")]
    public void All_training_rows_of_FER2013_are_balanced_within_a_minute_and_4_GB()
    {
        var train = FerTable.Real.Select(SplitSelection.Parse("training"));
        // The highest so far is other tests'; this begins it anew (proc(5)).
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Process.GetCurrentProcess().WorkingSet64;
        var clock = Stopwatch.StartNew();
        var balanced = Balancer.Apply(train, Recipe.Parse("format: 1\noutputs: [{ labels: fer2013 }]\nbalance: { method: smote }", "t.yaml").Balance);
        var more = Process.GetCurrentProcess().PeakWorkingSet64 - before;
        output.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s, {more / 1e9:0.00} GB more at most");
        Assert.Equal(7 * 7215, balanced.Count);
        Assert.All(Enumerable.Range(0, 7), label => Assert.Equal(7215, balanced.Samples.Count(sample => sample.Label == label)));
        Assert.InRange(more, 1, 4_000_000_000);
    }

    private static double Length(float[] from, float[] to) => Math.Sqrt(from.Zip(to).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2)));

    private static (int Width, int[] Labels, float[] Rows, int[] Nearest) Read()
    {
        var golden = Golden.Case("neighbours.json", "pixels");
        int[] Integers(string name) => Array.ConvertAll(golden.Numbers(name), value => (int)value);
        return (golden.GetProperty("width").GetInt32(), Integers("labels"), golden.Floats("rows"), Integers("nearest"));
    }
}
