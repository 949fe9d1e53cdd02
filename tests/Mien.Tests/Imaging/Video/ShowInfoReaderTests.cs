using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class ShowInfoReaderTests
{
    [Fact]
    public void Late_time_stamps_keep_all_their_digits()
    {
        var log = Log("""
            [showinfo@out @ 0x1] [info] config in time_base: 1/90000, frame_rate: 30000/1001
            [showinfo@out @ 0x1] [info] n:   0 pts: 1800003003 pts_time:20000   pos:      0 fmt:yuv420p sar:1/1 s:640x360 i:P iskey:1 type:I
            [showinfo@out @ 0x1] [info] color_range:tv color_space:bt709 color_primaries:unknown color_trc:unknown
            """);
        Assert.True(log.Frames.TryTake(out var record));
        Assert.Equal(20000.033367, record.Time!.Value.TotalSeconds, 6);
        Assert.Equal((640, 360, false, YuvMatrix.Bt709), (record.Width, record.Height, record.IsFullRange, record.Matrix!.Value));
        Assert.Equal(29.97, log.Frames.FrameRate, 3);
        Assert.False(log.Frames.TryTake(out _));
    }

    [Fact]
    public void A_decoder_that_writes_into_the_middle_of_a_line_costs_no_frame()
    {
        var log = Log("""
            [showinfo@out @ 0x1] [info] n:   0 pts:      5 pts_time:5       pos:  0 fmt:yuvj420p sar:1/1 s:64x48 i:P iskey:1 type:I [error] Error while decoding stream #0:0: Invalid data
            [showinfo@out @ 0x1] [info] color_range:[h264 @ 0x2] [error] no frame!
            tv color_space:bt709
            [showinfo@out @ 0x1] [info] n:   1 pts: NOPTS pts_time:NOPTS   pos:  0 fmt:yuvj420p sar:1/1 s:64x48 i:P iskey:1 type:I
            [showinfo@out @ 0x1] [info] color_range:pc color_space:bt470bg
            """);
        Assert.True(log.Frames.TryTake(out var first));
        Assert.True(log.Frames.TryTake(out var second));
        Assert.False(log.Frames.TryTake(out _));
        Assert.Equal((TimeSpan.FromSeconds(5), true, (YuvMatrix?)null), (first.Time!.Value, first.IsFullRange, first.Matrix));
        Assert.Equal(((TimeSpan?)null, true, YuvMatrix.Bt601), (second.Time, second.IsFullRange, second.Matrix!.Value));
        Assert.Equal(1, log.Skipped);
        Assert.Equal("no frame!", log.Complaint);
    }

    [Fact]
    public void Frames_behind_a_selection_keep_their_numbers()
    {
        var log = Log("""
            [showinfo@in @ 0x1] [info] n:   0 pts:      0 pts_time:0 s:64x48
            [showinfo@in @ 0x1] [info] n:   1 pts:      7 pts_time:7 s:64x48
            [showinfo@in @ 0x1] [info] n:   2 pts:      9 pts_time:9 s:64x48
            [showinfo@out @ 0x1] [info] n:   0 pts:      9 pts_time:9 fmt:yuv420p s:64x48
            [showinfo@out @ 0x1] [info] color_range:tv
            """);
        Assert.True(log.Frames.TryTake(out var record));
        Assert.Equal(2, record.Number);
    }

    [Fact]
    public void Endless_lines_are_read_in_pieces()
    {
        var log = Log(new string('x', 50_000) + "\n[error] the end\n");
        Assert.Equal("the end", log.Complaint);
    }

    private static FfmpegLog Log(string text)
    {
        var log = new FfmpegLog();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        log.ReadAll(stream);
        return log;
    }
}
