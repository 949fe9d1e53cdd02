using Mien.Imaging;

namespace Mien.EndToEnd.Tests;

/// <summary>Machines that lack a library or the cascade: what can be done without it is done.</summary>
[Collection(nameof(Faults))]
public sealed class MissingPartTests : IDisposable
{
    private const string Nothing = "/nowhere/at-all";
    private readonly TinyRun tiny;
    private readonly string folder = Directory.CreateTempSubdirectory("mien-").FullName;
    private readonly string picture;

    public MissingPartTests(TinyRun tiny)
    {
        this.tiny = tiny;
        Directory.CreateDirectory(Path.Combine(folder, "anger"));
        picture = Path.Combine(folder, "anger", "a.png");
        ImageWriter.Write(new Image(200, 100, 3), picture);
    }

    [Fact]
    public async Task Without_libdnnl_the_managed_kernels_do_all_and_one_line_says_so()
    {
        string[][] commands =
        [
            tiny.Train(tiny.PathOf("managed"), "--set", "training.epochs=1"),
            ["evaluate", tiny.Model, "--data", tiny.Data, "--split", "private", "--threads", "1"],
            ["analyze", picture, "--whole", "--model", tiny.Model, "--json", "-"],
        ];
        foreach (var command in commands)
        {
            var run = await MienProcess.RunWith("MIEN_LIBDNNL", Nothing, command);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains($"managed kernels: libdnnl was not found (tried {Nothing})", Assert.Single(Faults.Notes(run)), StringComparison.Ordinal);
        }
        var named = await MienProcess.RunWith("MIEN_LIBDNNL", Nothing, [.. commands[1], "--backend", "onednn"]);
        Faults.AssertOneLine(named, 2, "apt-get install libdnnl2");
    }

    [Fact]
    public async Task Without_libvips_tables_are_measured_and_pictures_give_one_line()
    {
        string[] evaluate = ["evaluate", tiny.Model, "--threads", "1", "--data"];
        var table = await MienProcess.RunWith("MIEN_LIBVIPS", Nothing, [.. evaluate, tiny.Data, "--split", "private", "--json", "-"]);
        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Faults.AssertOneLine(await MienProcess.RunWith("MIEN_LIBVIPS", Nothing, [.. evaluate, folder]), 1, "libvips", Nothing, "install");
        Faults.AssertOneLine(await MienProcess.RunWith("MIEN_LIBVIPS", Nothing, "analyze", picture, "--model", tiny.Model), 1, "libvips", Nothing, "install");
    }

    [Fact]
    public async Task Without_the_cascade_whole_pictures_are_judged_and_faces_give_one_line()
    {
        Faults.AssertOneLine(await MienProcess.Run("evaluate", tiny.Model, "--data", folder, "--detect", "--cascade", Nothing), 1, Nothing, "--cascade");
        Faults.AssertOneLine(await MienProcess.Run("analyze", picture, "--model", tiny.Model, "--cascade", Nothing), 1, Nothing, "--cascade");
        var whole = await MienProcess.Run("analyze", picture, "--model", tiny.Model, "--cascade", Nothing, "--whole", "--json", "-");
        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
