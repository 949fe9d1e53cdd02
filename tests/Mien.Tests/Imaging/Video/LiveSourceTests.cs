using System.Diagnostics;
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
        var (frame, times) = (new VideoFrame(), new List<double>());
        var error = Assert.Throws<VideoException>(() =>
        {
            while (reader.TryRead(frame))
                times.Add(frame.Time.TotalSeconds);
        });
        // A camera has no end: where it hangs up, it is gone.
        Assert.StartsWith(FormattableString.Invariant($"'{server.Address}' stopped after {times.Count} frames"), error.Message, StringComparison.Ordinal);
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
    public void A_stream_that_never_begins_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = FormattableString.Invariant($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var error = Assert.Throws<VideoException>(() => VideoReader.Open(address, new VideoReaderOptions { LongestSilence = TimeSpan.FromSeconds(0.5) }));
        Assert.Equal($"'{address}' has sent nothing for 0.5 seconds, after 0 frames.", error.Message);
    }

    [FfmpegFact]
    public async Task A_camera_that_sends_pictures_by_http_is_read_as_they_come()
    {
        using var clips = new TestClips();
        var picture = await File.ReadAllBytesAsync(clips.Make("seen.jpg", "-f lavfi -i testsrc=s=64x48 -frames:v 1"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/video");
        using var stop = new CancellationTokenSource();
        var server = SendPictures(listener, picture, TimeSpan.FromSeconds(0.1), stop.Token);
        using (var reader = VideoReader.Open(address))
        {
            Assert.Equal((64, 48, true), (reader.Info.Width, reader.Info.Height, reader.Info.IsLive));
            var watch = Stopwatch.StartNew();
            var times = reader.ReadFrames().Take(30).Select(frame => (Told: frame.Time.TotalSeconds, Read: watch.Elapsed.TotalSeconds)).ToList();
            // By the clock, however slow the machine is: by the stream's own numbers it would be 25 a second, where ten come.
            Assert.InRange((times[^1].Told - times[9].Told) / (times[^1].Read - times[9].Read), 0.6, 1.7);
        }
        await stop.CancelAsync();
        await server;
    }

    [Theory]
    [InlineData("rtsp://user:secret@camera/door?x=a@b", "rtsp://camera/door?x=a@b")]
    [InlineData("https://camera:8080/video", "https://camera:8080/video")]
    [InlineData("http://camera/video?user=a&Pwd=secret&size=2#t", "http://camera/video?user=a&Pwd=***&size=2#t")]
    [InlineData("https://films/1.mp4?api_key=secret", "https://films/1.mp4?api_key=***")]
    [InlineData("films/a?key=b.mp4", "films/a?key=b.mp4")]
    [InlineData("films/a@b.mp4", "films/a@b.mp4")]
    public void A_password_in_an_address_is_never_told(string source, string told)
    {
        Assert.Equal(told, VideoReader.NameOf(source));
        Assert.DoesNotContain("secret", Assert.Throws<VideoException>(() => VideoReader.Open("tcp://user:secret@127.0.0.1:9")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ffmpeg_complains_of_is_told_without_it()
    {
        const string address = "https://user:secret@films/1.mp4?key=secret";
        var source = new VideoSource(VideoSource.NameOf(address), address, VideoSourceKind.Address);
        Assert.Equal("Server returned 403", source.Told(address + ": Server returned 403."));
        Assert.Equal("Error opening input file https://films/1.mp4?key=***", source.Told($"Error opening input file {address}."));
    }

    [Fact]
    public void A_last_picture_that_stands_is_no_end_in_the_middle()
    {
        var film = new VideoSource("a.mp4", "file:a.mp4", VideoSourceKind.File);
        var info = new VideoInfo { Width = 64, Height = 48, Codec = "h264", Duration = TimeSpan.FromSeconds(10), Frames = 50 };
        var whole = VideoEnd.Judge(film, new VideoReaderOptions(), info, Log(""), new VideoEnd(0, 50, TimeSpan.FromSeconds(2), 25));
        var cut = VideoEnd.Judge(film, new VideoReaderOptions(), info, Log(""), new VideoEnd(0, 40, TimeSpan.FromSeconds(1.6), 25));
        Assert.Equal((false, true), (whole.IsTruncated, cut.IsTruncated));
    }

    [Fact]
    public void An_address_that_broke_off_is_told()
    {
        var film = new VideoSource("https://a/b", "https://a/b", VideoSourceKind.Address);
        var (failure, _) = VideoEnd.Judge(film, new VideoReaderOptions(), null, Log("[error] https://a/b: Connection timed out\n"), new VideoEnd(0, 50, TimeSpan.FromSeconds(2), 25));
        Assert.Equal("'https://a/b' stopped after 50 frames (Connection timed out).", failure!.Message);
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

    /// <summary>Sends one picture again and again to each caller, as cameras do that have no film to send.</summary>
    private static async Task SendPictures(TcpListener listener, byte[] picture, TimeSpan pause, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                var stream = client.GetStream();
                try
                {
                    // A request fits into far less than what one read may give.
                    Assert.NotEqual(0, await stream.ReadAsync(new byte[4096], stop));
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=next\r\n\r\n"u8.ToArray(), stop);
                    while (true)
                    {
                        var head = System.Text.Encoding.ASCII.GetBytes($"--next\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\n\r\n");
                        await stream.WriteAsync((byte[])[.. head, .. picture, .. "\r\n"u8], stop);
                        await Task.Delay(pause, stop);
                    }
                }
                catch (IOException)
                {
                    // The caller has hung up.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
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
