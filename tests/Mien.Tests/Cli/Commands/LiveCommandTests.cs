using System.Collections.Concurrent;
using System.Globalization;
using Mien.Cli;
using Mien.Cli.Commands.Live;
using Mien.Cli.Hosting;
using Mien.Imaging;
using Mien.Imaging.Video;
using Mien.Tests.Cli.Commands.Live;
using Mien.Tests.Imaging.Video;

namespace Mien.Tests.Cli.Commands;

public sealed class LiveCommandTests
{
    private static readonly string Portraits = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");
    private readonly Dictionary<string, string> variables = [];

    [FfmpegFact]
    public void In_a_terminal_it_is_drawn_until_q_and_the_terminal_is_as_before()
    {
        using var clips = new TestClips();
        // Two minutes, which end by themselves long after the key.
        var film = clips.Make("long.mp4", $"-stream_loop 9 -i {Portraits} -c copy");
        using var keys = new BlockingCollection<char> { 'x' };
        using StringWriter screen = new(), error = new();
        // So each frame begins that is drawn.
        using var seen = new WatchedWriter(screen, "\e[?2026h", () => keys.Add('q'), times: 10);
        variables["COLORTERM"] = "truecolor";
        var shell = new Shell(seen, error) { OutIsTerminal = true, ErrorIsTerminal = true, ReadKey = keys.Take, TerminalSize = () => (100, 30), Variable = Variable };
        Assert.Equal(0, new Application(shell).Run(["live", "--camera", film, "--mirror", "--always-label"]));
        Assert.True(seen.Seen >= 10, "another key ended it");
        var text = screen.ToString();
        Assert.StartsWith("\e[?1049h\e[?25l", text, StringComparison.Ordinal);
        Assert.Contains("frames/s", text, StringComparison.Ordinal);
        Assert.Contains("q ends", text, StringComparison.Ordinal);
        Assert.Contains("▀", text, StringComparison.Ordinal);
        // The screen of before is back, and tells how it was.
        Assert.Matches(@"\e\[0m\e\[\?7h\e\[\?25h\e\[\?1049l\d+\.\d s, [\d,]+ frames, \d+ changes\n$", text.ReplaceLineEndings("\n"));
        Assert.InRange(double.Parse(text.Split("\e[?1049l")[1].Split(' ')[0], CultureInfo.InvariantCulture), 0, 60);
        Assert.Equal("", error.ToString());
    }

    [FfmpegFact]
    public void In_a_pipe_lines_of_json_leave_no_room_for_others()
    {
        using var clips = new TestClips();
        var (code, output, error) = Run("live", "--camera", clips.Make("short.mp4", $"-t 1 -i {Portraits} -c copy"), "--json", "-");
        Assert.Equal(0, code);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("{\"", line, StringComparison.Ordinal));
        Assert.Contains("\"width\":320", output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d s, \d+ frames, \d+ changes", error);
    }

    [FfmpegFact]
    public void Faces_are_saved_where_that_is_asked_for_and_at_the_end_a_sheet()
    {
        using var clips = new TestClips();
        var faces = clips.PathOf("faces");
        var (code, output, error) = Run("live", "--camera", Changing(clips), "--save-faces", faces);
        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 1, 6);
        Assert.Equal([.. lines.Select(LiveRunTests.SavedName), FaceFolder.SheetName], Directory.GetFiles(faces).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var sheet = Path.Combine(faces, FaceFolder.SheetName);
        Assert.Equal(8 + (72 * lines.Length), new ImageReader().Read(sheet).Width);
        Assert.EndsWith($" changes\n{lines.Length} faces saved in {faces}, a sample of them in {sheet}\n", error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void Where_no_folder_is_named_no_face_is_saved()
    {
        using var clips = new TestClips();
        var film = Changing(clips);
        var (code, output, error) = Run("live", "--camera", film);
        Assert.Equal(0, code);
        Assert.Contains(" face 1 ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("saved", error, StringComparison.Ordinal);
        Assert.Equal([film], Directory.GetFileSystemEntries(Path.GetDirectoryName(film)!));
        Assert.Empty(Directory.GetFiles(Environment.CurrentDirectory, "*-face*.jpg"));
    }

    [FfmpegFact]
    public void A_folder_that_is_none_any_more_ends_it_with_one_sentence()
    {
        using var clips = new TestClips();
        var (film, faces) = (Changing(clips), clips.PathOf("faces"));
        using StringWriter lines = new(), error = new();
        // A change is told before its face is saved.
        using var seen = new WatchedWriter(lines, " face 1 ", Replace);
        Assert.Equal(1, new Application(new Shell(seen, error) { Variable = Variable }).Run(["live", "--camera", film, "--save-faces", faces]));
        Assert.Single(lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var told = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, told.Length);
        Assert.EndsWith(" 1 changes", told[0].TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith($"mien: {Path.Combine(faces, "0001-")}", told[1], StringComparison.Ordinal);
        Assert.Contains(".jpg cannot be written: ", told[1], StringComparison.Ordinal);
        Assert.Equal("no folder", File.ReadAllText(faces));
        Told("there is a file of that name", "live", "--camera", film, "--save-faces", faces);

        void Replace()
        {
            Directory.Delete(faces);
            File.WriteAllText(faces, "no folder");
        }
    }

    [FfmpegFact]
    public void What_is_missing_is_one_sentence()
    {
        if (OperatingSystem.IsLinux())
            Told("There is no camera '/dev/video99'", "live", "--camera", "99");
        Told("does not exist", "live", "--camera", "nothing.mp4");
        Told("is no address that is read", "live", "--camera", "gopher://host/film");
        variables[FfmpegTools.FfplayVariable] = "/nowhere/ffplay";
        Told("A window needs the program ffplay", "live", "--camera", Portraits, "--window");
        variables[FfmpegTools.FfmpegVariable] = "/nowhere/ffmpeg";
        Told("need the program ffmpeg", "live", "--camera", Portraits);
    }

    /// <summary>Happiness, which fades into sadness.</summary>
    private static string Changing(TestClips clips) => clips.Make("changing.mp4", $"-ss 4.6 -t 2.6 -i {Portraits} -r 25 -pix_fmt yuv420p");

    private void Told(string words, params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(words, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var code = new Application(new Shell(output, error) { Variable = Variable }).Run(arguments);
        return (code, output.ToString(), error.ToString());
    }

    private string? Variable(string name) => variables.GetValueOrDefault(name) ?? (name == "PATH" ? Environment.GetEnvironmentVariable(name) : null);

    /// <summary>Does something once when a text has been written, the first time or a later one.</summary>
    private sealed class WatchedWriter(TextWriter inner, string awaited, Action act, int times = 1) : TextWriter
    {
        /// <summary>How often the text has been written.</summary>
        public int Seen { get; private set; }

        public override System.Text.Encoding Encoding => inner.Encoding;

        public override void Write(string? value)
        {
            inner.Write(value);
            if (value?.Contains(awaited, StringComparison.Ordinal) == true && ++Seen == times)
                act();
        }

        public override void Write(char value) => inner.Write(value);
    }
}
