using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class FfmpegLogTests
{
    [Theory]
    [InlineData("[warning] file:film.mp4: corrupt decoded frame in stream 0")]
    [InlineData("[vist#0:0/mpeg4 @ 0x1] [warning] corrupt decoded frame")]
    [InlineData("[vist#0:0/mpeg4 @ 0x1] [dec:mpeg4 @ 0x2] [warning] corrupt decoded frame")]
    public void A_frame_that_was_repaired_is_counted_and_no_complaint(string line)
    {
        var log = Log($"{line}\n[info] corrupt decoded frame\n[mpeg4 @ 0x1] [warning] concealing 3 errors\n{line}\r\n");
        Assert.Equal((2L, 0L, (string?)null), (log.Damaged, log.Skipped, log.Complaint));
    }

    [Theory]
    [InlineData("[error] Error while decoding stream #0:0: Invalid data found when processing input")]
    [InlineData("[vist#0:0/h264 @ 0x1] [error] Error submitting packet to decoder: Invalid data found when processing input")]
    [InlineData("[vist#0:0/h264 @ 0x1] [dec:h264 @ 0x2] [error] Error submitting packet to decoder: Invalid data found when processing input")]
    public void A_packet_without_a_frame_is_counted_and_leaves_the_complaint_before_it(string line)
    {
        var log = Log($"[h264 @ 0x3] [error] no frame!\n{line}\n{line}\n{line}");
        Assert.Equal((0L, 3L, "no frame!"), (log.Damaged, log.Skipped, log.Complaint));
    }

    [Fact]
    public void What_says_nothing_new_gives_way_to_what_was_said_before()
    {
        var log = Log("[fatal] out of luck\n[error] Conversion failed!\n[error] Task finished with error code: -5\n");
        Assert.Equal("out of luck", log.Complaint);
        Assert.True(log.Says("Conversion"));
        Assert.Equal("Conversion failed!", Log("[error] Conversion failed!\n").Complaint);
    }

    [Theory]
    [InlineData("[mov,mp4 @ 0x1] [error] stream 0, offset 0x30: partial file", true)]
    [InlineData("[matroska,webm @ 0x1] [error] File ended prematurely at pos. 900 (0x384)", true)]
    [InlineData("[h264 @ 0x1] [error] no frame!", false)]
    public void A_file_that_ends_in_the_middle_is_known_by_what_is_said_of_it(string line, bool expected) => Assert.Equal(expected, Log(line).IsTruncated);

    private static FfmpegLog Log(string text)
    {
        var log = new FfmpegLog();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        log.ReadAll(stream);
        return log;
    }
}
