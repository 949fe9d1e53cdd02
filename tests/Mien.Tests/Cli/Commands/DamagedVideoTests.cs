using Mien.Cli.Commands.Analysis;
using Mien.Imaging.Video;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Imaging.Video;

namespace Mien.Tests.Cli.Commands;

public class DamagedVideoTests
{
    [FfmpegFact]
    public void What_cannot_be_decoded_and_what_was_repaired_is_a_line_each()
    {
        using var clips = new TestClips();
        var (film, model) = (clips.Damaged(), clips.PathOf("model.onnx"));
        OnnxWriter.Write(StandInModel.Happy(0.9), model);
        var run = CommandRun.Of("analyze", film, "--model", model, "--json", "-");
        using var reader = VideoReader.Open(film);
        var frames = reader.ReadFrames().Count();
        Assert.True(reader is { SkippedFrames: > 0, DamagedFrames: > 0 });
        string[] expected =
        [
            $"{reader.SkippedFrames} frames of {film} cannot be decoded and are left out",
            $"{reader.DamagedFrames} frames of {film} are damaged and were taken as well as they could be repaired",
        ];
        Assert.Equal(expected, DecodingNotes.Of(reader, film));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected.Select(line => "mien: " + line), run.Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1 + frames, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [FfmpegFact]
    public void Of_a_film_that_is_whole_nothing_is_said()
    {
        using var clips = new TestClips();
        var film = clips.Moving();
        using var reader = VideoReader.Open(film);
        Assert.Equal(25, reader.ReadFrames().Count());
        Assert.Empty(DecodingNotes.Of(reader, film));
    }
}
