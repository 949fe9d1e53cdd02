using System.Text.Json;
using System.Text.RegularExpressions;
using Mien.Cli.Commands.Live;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Imaging;
using Mien.Imaging.Video;
using Mien.Tests.Imaging.Video;

namespace Mien.Tests.Cli.Commands.Live;

/// <summary>Films are read as fast as they can be, without leaving frames out: what comes does not depend on the machine.</summary>
public sealed partial class LiveRunTests : IDisposable
{
    private static readonly string Portraits = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");
    private readonly TestClips clips = new();
    private readonly EmotionRecognizer recognizer = EmotionRecognizer.Load();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly CancellationTokenSource interruption = new();
    private readonly ManualTime clock = new();

    public void Dispose()
    {
        clips.Dispose();
        recognizer.Dispose();
        output.Dispose();
        error.Dispose();
        interruption.Dispose();
    }

    [FfmpegFact]
    public void Each_change_is_a_line_a_saved_face_and_a_cell_of_the_sheet()
    {
        var faces = clips.PathOf("faces");
        Assert.Equal(0, Run(Fast("fast.mp4"), null, new ChangeLines(NewShell()), new FaceFolder(faces, 42)));
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 3, 6);
        Assert.All(lines, line => Assert.Matches(ChangeLine(), line));
        var saved = Directory.GetFiles(faces, "*.jpg").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(lines.Select(SavedName), saved);
        Assert.All(saved, name => Assert.True(new ImageReader().Read(Path.Combine(faces, name!)).Width >= 160));
        Assert.Equal(8 + (72 * lines.Length), new ImageReader().Read(Path.Combine(faces, FaceFolder.SheetName)).Width);
        Assert.Equal("", error.ToString());
    }

    [FfmpegFact]
    public void A_camera_that_ends_in_the_middle_is_told_and_what_was_saved_stays()
    {
        var bytes = File.ReadAllBytes(Fast("whole.mkv"));
        var cut = clips.Write("cut.mkv", bytes[..(bytes.Length * 6 / 10)]);
        var faces = clips.PathOf("faces");
        Assert.Equal(1, Run(cut, null, new FaceFolder(faces, 42)));
        Assert.Equal($"mien: {cut} ends in the middle.\n", error.ToString().ReplaceLineEndings("\n"));
        Assert.True(File.Exists(Path.Combine(faces, FaceFolder.SheetName)));
    }

    [FfmpegFact]
    public void What_a_camera_gave_that_could_not_be_decoded_is_told_at_the_end()
    {
        var film = clips.Damaged();
        Assert.Equal(0, Run(film, null));
        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^mien: [1-9]\d* frames of .*damaged\.mp4 cannot be decoded and are left out\r?$", lines[0]);
        Assert.Matches(@"^mien: [1-9]\d* frames of .*damaged\.mp4 are damaged and were taken as well as they could be repaired\r?$", lines[1]);
    }

    [FfmpegFact]
    public void It_ends_by_itself_by_who_shows_it_and_by_interruption()
    {
        var ended = new Counter(frame => clock.Fire(), 5);
        Assert.Equal(0, Run(Portraits, TimeSpan.FromSeconds(3), ended));
        Assert.InRange(ended.Frames, 5, 30);
        var closed = new Counter(_ => true, 7) { Closes = true };
        Assert.Equal(0, Run(Portraits, null, closed));
        Assert.Equal((7, true), (closed.Frames, closed.IsEnded));
        var interrupted = new Counter(_ => { interruption.Cancel(); return true; }, 4);
        Assert.ThrowsAny<OperationCanceledException>(() => Run(Portraits, null, interrupted));
        Assert.True(interrupted is { IsEnded: true, Frames: < 30 });
        Assert.Equal("", error.ToString());
    }

    [FfmpegFact]
    public void A_camera_that_gives_nothing_in_time_is_told()
    {
        clock.FiresAtOnce = true;
        Assert.Equal(1, Run(Portraits, TimeSpan.FromSeconds(3)));
        Assert.Equal($"mien: '{Portraits}' gave no frame within 3 seconds.\n", error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>What the face is called that is saved with a line.</summary>
    internal static string SavedName(string line, int index)
    {
        var parts = line.Split(' ');
        return FormattableString.Invariant($"{index + 1:D4}-{parts[0]}-face{parts[2]}-{parts[3]}.jpg");
    }

    /// <summary>Four of the portraits in three seconds.</summary>
    private string Fast(string name) => clips.Make(name, $"-t 6 -i {Portraits} -vf setpts=PTS/2 -r 25 -g 10 -pix_fmt yuv420p");

    private Shell NewShell() => new(output, error, () => interruption.Token) { Time = clock };

    private int Run(string camera, TimeSpan? limit, params ILiveSink[] sinks)
    {
        using var run = new LiveRun(recognizer, new VideoReaderOptions(), NewShell(), sinks);
        return run.Run(camera, limit);
    }

    [GeneratedRegex(@"^\d+\.\d\ds face 1 [a-z]+ [01]\.\d\d$")]
    private static partial Regex ChangeLine();

    /// <summary>Counts frames and does something at one of them.</summary>
    private sealed class Counter(Func<FrameResult, bool> act, int at) : ILiveSink
    {
        public int Frames { get; private set; }

        public bool Closes { get; init; }

        public bool IsEnded { get; private set; }

        public bool Take(FrameResult frame)
        {
            Assert.NotNull(frame.Picture);
            return ++Frames != at || (act(frame) && !Closes);
        }

        public void End() => IsEnded = true;

        public void Dispose()
        {
        }
    }

    /// <summary>A clock whose one timer goes off when it is told to.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private Action? timer;

        public bool FiresAtOnce { get; set; }

        public bool Fire()
        {
            timer!();
            return true;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            timer = () => callback(state);
            if (FiresAtOnce)
                timer();
            return new Nothing();
        }

        private sealed class Nothing : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
