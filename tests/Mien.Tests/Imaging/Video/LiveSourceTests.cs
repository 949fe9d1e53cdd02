using System.Net;
using System.Net.Sockets;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class LiveSourceTests
{
    private static readonly VideoSource Camera = new("0", "/dev/video0", VideoSourceKind.Camera);

    [FfmpegFact]
    public async Task A_live_stream_is_opened_once_and_read_to_its_end()
    {
        using var clips = new TestClips();
        var bytes = await File.ReadAllBytesAsync(clips.Make("live.ts", "-f lavfi -i testsrc=s=64x48:r=25:d=1 -pix_fmt yuv420p -c:v mpeg4"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sender = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(bytes);
        });
        using var reader = VideoReader.Open(FormattableString.Invariant($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), new VideoReaderOptions { MaxWidth = 32 });
        await sender;
        Assert.Equal((32, 24, 25.0, null), (reader.Info.Width, reader.Info.Height, reader.Info.AverageFrameRate, reader.Info.Frames));
        Assert.InRange(reader.ReadFrames().Count(frame => frame.Width == 32), 24, 25);
        Assert.False(reader.IsTruncated);
    }

    [FfmpegFact]
    public async Task A_film_is_read_from_an_address()
    {
        using var clips = new TestClips();
        var bytes = await File.ReadAllBytesAsync(clips.Moving(more: "-movflags +faststart"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/film.mp4");
        using var stop = new CancellationTokenSource();
        var server = Serve(listener, bytes, stop.Token);
        Assert.Equal(25, TestClips.Frames(address).Count);
        Assert.Contains("404", Assert.Throws<VideoException>(() => VideoProbe.Read(address + "/gone")).Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await server;
    }

    [FfmpegFact]
    public void A_camera_that_speaks_rtsp_is_read()
    {
        using var clips = new TestClips();
        using var server = new RtspServer(clips.Moving("seen.mp4", seconds: 2, more: "-c:v mpeg4 -g 12"));
        using var reader = VideoReader.Open(server.Address);
        Assert.Equal((64, 48, true), (reader.Info.Width, reader.Info.Height, reader.Info.IsLive));
        var times = reader.ReadFrames().Select(frame => frame.Time.TotalSeconds).ToList();
        Assert.InRange(times.Count, 40, 50);
        Assert.All(times.Zip(times.Skip(1), (a, b) => b - a), step => Assert.InRange(step, 0.039, 0.041));
    }

    [FfmpegFact]
    public void A_stream_that_falls_silent_is_told_though_its_connection_stays()
    {
        using var clips = new TestClips();
        using var server = new RtspServer(clips.Moving("cut.mp4", seconds: 20, more: "-c:v mpeg4 -g 12"), most: 60);
        using var reader = VideoReader.Open(server.Address, new VideoReaderOptions { LongestSilence = TimeSpan.FromSeconds(4) });
        var (frame, count) = (new VideoFrame(), 0);
        var error = Assert.Throws<VideoException>(() =>
        {
            while (reader.TryRead(frame))
                count++;
        });
        Assert.InRange(count, 10, 60);
        Assert.Equal(FormattableString.Invariant($"'{server.Address}' has sent nothing for 4 seconds, after {count} frames."), error.Message);
    }

    [FfmpegFact]
    public async Task A_stream_that_never_begins_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = FormattableString.Invariant($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var opening = Task.Run(() => VideoReader.Open(address, new VideoReaderOptions { LongestSilence = TimeSpan.FromSeconds(0.5) }));
        using var silent = await listener.AcceptTcpClientAsync();
        var error = await Assert.ThrowsAsync<VideoException>(() => opening);
        Assert.Equal($"'{address}' has sent nothing for 0.5 seconds, after 0 frames.", error.Message);
    }

    [FfmpegFact]
    public void Nobody_at_the_address_is_told()
    {
        var error = Assert.Throws<VideoException>(() => VideoReader.Open("tcp://127.0.0.1:9"));
        Assert.Equal("'tcp://127.0.0.1:9' cannot be read: Connection refused.", error.Message);
        Assert.Throws<VideoException>(() => VideoReader.Open("tcp://127.0.0.1:9", new VideoReaderOptions { From = TimeSpan.FromSeconds(1) }));
    }

    [Fact]
    public void A_busy_camera_and_an_unplugged_one_are_told()
    {
        var busy = Log("[video4linux2,v4l2 @ 0x1] [error] ioctl(VIDIOC_STREAMON): Device or resource busy\n[error] /dev/video0: Device or resource busy\n");
        Assert.Equal("The camera '/dev/video0' is in use by another program.", VideoProbe.Unreadable(Camera, busy, 1));
        var gone = Log("[video4linux2,v4l2 @ 0x1] [error] ioctl(VIDIOC_DQBUF): No such device\n[error] /dev/video0: No such device\n");
        var (failure, isTruncated) = VideoEnd.Judge(Camera, new VideoReaderOptions(), null, gone, new VideoEnd(0, 40, TimeSpan.FromSeconds(2), 25));
        Assert.Equal("The camera '/dev/video0' stopped after 40 frames (No such device).", failure!.Message);
        Assert.False(isTruncated);
        Assert.Equal("The camera '/dev/video0' cannot be read: No such device.", VideoProbe.Unreadable(Camera, gone, 1));
    }

    private static FfmpegLog Log(string text)
    {
        var log = new FfmpegLog();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        log.ReadAll(stream);
        return log;
    }

    private static async Task Serve(TcpListener listener, byte[] film, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                var stream = client.GetStream();
                var request = new byte[4096];
                var count = await stream.ReadAsync(request, stop);
                var isThere = System.Text.Encoding.ASCII.GetString(request, 0, count).Contains("/film.mp4 ", StringComparison.Ordinal);
                var head = isThere ? $"HTTP/1.1 200 OK\r\nContent-Length: {film.Length}\r\nConnection: close\r\n\r\n" : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                try
                {
                    await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head), stop);
                    if (isThere)
                        await stream.WriteAsync(film, stop);
                }
                catch (IOException)
                {
                    // The reader has seen enough.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
