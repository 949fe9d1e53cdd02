using Mien.Imaging;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Portraits;

namespace Mien.Tests.Cli.Commands;

public class DataPortraitsCommandTests
{
    [Fact]
    public void Without_a_folder_or_without_votes_there_are_no_portraits()
    {
        using var folder = new TemporaryFolder();
        DrawnFer.Read(folder, 1);

        var noFolder = CommandRun.Of("data", "portraits", "--data", folder.PathOf("fer.csv"));
        var noVotes = CommandRun.Of("data", "portraits", "--data", folder.PathOf("fer.csv"), "--out", folder.PathOf("out"));

        Assert.Equal((2, true), (noFolder.ExitCode, noFolder.Error.Contains("--out", StringComparison.Ordinal)));
        Assert.Equal((1, true), (noVotes.ExitCode, noVotes.Error.Contains("--votes", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_table_with_too_few_faces_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        DrawnFer.Read(folder, 2);

        var run = CommandRun.Of("data", "portraits", "--data", folder.PathOf("fer.csv"), "--votes", folder.PathOf("votes.csv"), "--out", folder.PathOf("out"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("only 2 different training pictures show anger", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("out")));
    }

    [DataFact(FerTable.RealTable)]
    [Trait("Category", "Slow")]
    public void The_samples_are_what_the_command_makes_of_FER2013()
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.Of("data", "portraits", "--data", SharedData.PathOf(FerTable.RealTable), "--votes", SharedData.PathOf(FerTable.RealVotes), "--out", folder.Root);

        Assert.True(run.ExitCode == 0, run.Error);
        var made = new ImageReader().Read(folder.PathOf("portraits.png"));
        var kept = new ImageReader().Read(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.png"));
        Assert.Equal(kept.Pixels.Length, made.Pixels.Length);
        Assert.All(kept.Pixels.Zip(made.Pixels), pair => Assert.InRange(pair.Second - pair.First, -2, 2));
    }
}
