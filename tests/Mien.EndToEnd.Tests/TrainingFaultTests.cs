namespace Mien.EndToEnd.Tests;

/// <summary>Runs that cannot begin.</summary>
[Collection(nameof(Faults))]
public class TrainingFaultTests(TinyRun tiny)
{
    [Fact]
    public async Task All_faults_of_a_recipe_are_told_at_once_and_the_nearest_key_is_named()
    {
        var run = await Train("epochs: 25, batch: 8", "epohcs: 25, batch: 0", "widthFactor: 0.0625", "widthFactor: 99");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^mien: .*changed\.yaml:\d+:\d+: ", line));
        Assert.Contains(lines, line => line.Contains("did you mean 'epochs'?", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("training.batch is '0'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("network.widthFactor is '99'", StringComparison.Ordinal));
        Assert.False(Directory.Exists(tiny.PathOf("none")));
    }

    [Fact]
    public async Task A_recipe_of_a_newer_format_is_refused_politely() =>
        Faults.AssertOneLine(await Train("format: 1", "format: 2\nnovelty: 1"), 1, "has format 2", "use a newer Mien");

    [Fact]
    public async Task Too_few_rows_for_a_batch_are_told_before_the_run() =>
        Faults.AssertOneLine(await Train("batch: 8", "batch: 64"), 1, "the 48 rows", "batch of 64");

    [Fact]
    public async Task A_run_of_another_recipe_is_left_alone()
    {
        var before = TinyRun.Arrays(tiny.Whole);
        Faults.AssertOneLine(await MienProcess.Run(tiny.Train(tiny.Whole, "--set", "seed=2")), 1, "holds a run of another recipe", "--out");
        Assert.Equal(before, TinyRun.Arrays(tiny.Whole));
    }

    [Fact]
    public async Task What_is_not_there_or_empty_is_named()
    {
        await File.WriteAllBytesAsync(tiny.PathOf("zero.csv"), []);
        Directory.CreateDirectory(tiny.PathOf("bare"));
        Faults.AssertOneLine(await MienProcess.Run("train", tiny.PathOf("none.yaml"), "--data", tiny.Data), 1, "none.yaml: there is no such recipe");
        foreach (var (data, expected) in new[] { ("none.csv", "no such file"), ("zero.csv", "the file is empty"), ("bare", "no picture lies in a sub-folder") })
            Faults.AssertOneLine(await MienProcess.Run("train", tiny.Recipe, "--data", tiny.PathOf(data), "--out", tiny.PathOf("none")), 1, data, expected);
        Assert.False(Directory.Exists(tiny.PathOf("none")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_before_the_first_step()
    {
        // Permissions do not bind the administrator; below a file nobody can make a folder.
        Faults.AssertOneLine(await MienProcess.Run(tiny.Train(tiny.Data)), 1, "cannot be made: there is a file of that name");
        Faults.AssertOneLine(await MienProcess.Run(tiny.Train(Path.Combine(tiny.Data, "run"))), 1, "cannot be made: ");
    }

    private async Task<MienProcess> Train(params string[] changes)
    {
        var text = await File.ReadAllTextAsync(tiny.Recipe);
        for (var i = 0; i < changes.Length; i += 2)
            text = text.Replace(changes[i], changes[i + 1], StringComparison.Ordinal);
        await File.WriteAllTextAsync(tiny.PathOf("changed.yaml"), text);
        return await MienProcess.Run("train", tiny.PathOf("changed.yaml"), "--data", tiny.Data, "--out", tiny.PathOf("none"));
    }
}
