using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

/// <summary>
/// An RTSP camera for one caller (RFC 2326, packets within the connection): ffmpeg sends a clip as RTP at its own speed, and this hands it on to who asks. What
/// it stands in for are the cameras of a house, which speak the same.
/// </summary>
internal sealed class RtspServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly UdpClient _packets = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _control = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly string _clip;
    private readonly int _most;
    private readonly Task _served;

    /// <summary>Waits for its caller.</summary>
    /// <param name="clip">What is filmed; its video is sent as it is.</param>
    /// <param name="most">After so many packets nothing is sent any more, but the connection stays, as when a cable is pulled.</param>
    public RtspServer(string clip, int most = int.MaxValue)
    {
        (_clip, _most) = (clip, most);
        _listener.Start();
        _served = Task.Run(ServeAsync);
    }

    public string Address => FormattableString.Invariant($"rtsp://127.0.0.1:{PortOf(_listener.Server)}/front-door");

    public void Dispose()
    {
        _stop.Cancel();
        _served.Wait();
        _listener.Dispose();
        _packets.Dispose();
        _control.Dispose();
        _stop.Dispose();
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private async Task ServeAsync()
    {
        try
        {
            using var caller = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var stream = caller.GetStream();
            while (await RequestAsync(stream) is { } request)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer(request)), _stop.Token);
                if (!request.StartsWith("PLAY ", StringComparison.Ordinal))
                    continue;
                await PlayAsync(stream);
                break;
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The caller has hung up, or the test is over.
        }
    }

    /// <summary>The head of the next request; null where the caller has hung up.</summary>
    private async Task<string?> RequestAsync(NetworkStream stream)
    {
        var (text, bytes) = (new StringBuilder(), new byte[1]);
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(bytes, _stop.Token) == 0)
                return null;
            text.Append((char)bytes[0]);
        }
        return text.ToString();
    }

    private string Answer(string request)
    {
        var number = request.Split("\r\n").First(line => line.StartsWith("CSeq:", StringComparison.OrdinalIgnoreCase));
        var description = request.StartsWith("DESCRIBE ", StringComparison.Ordinal) ? Describe() : "";
        var more = request[..request.IndexOf(' ', StringComparison.Ordinal)] switch
        {
            "OPTIONS" => "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n",
            "DESCRIBE" => FormattableString.Invariant($"Content-Base: {Address}/\r\nContent-Type: application/sdp\r\nContent-Length: {description.Length}\r\n"),
            "SETUP" => "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n",
            _ => "Session: 1\r\n",
        };
        return $"RTSP/1.0 200 OK\r\n{number}\r\n{more}\r\n{description}";
    }

    /// <summary>What ffmpeg says of the stream that it would send.</summary>
    private string Describe()
    {
        using var process = Send("-t 0.1");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text[text.IndexOf("v=0", StringComparison.Ordinal)..].ReplaceLineEndings("\r\n");
    }

    /// <summary>Hands the packets on, each behind its channel and length.</summary>
    private async Task PlayAsync(NetworkStream stream)
    {
        // Those from which the description was drawn.
        while (_packets.Available > 0)
            await _packets.ReceiveAsync(_stop.Token);
        using var process = Send("");
        try
        {
            for (var count = 0; count < _most && !(process.HasExited && _packets.Available == 0); count++)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                patience.CancelAfter(TimeSpan.FromSeconds(2));
                var packet = (await _packets.ReceiveAsync(patience.Token)).Buffer;
                await stream.WriteAsync((byte[])[(byte)'$', 0, (byte)(packet.Length >> 8), (byte)packet.Length, .. packet], _stop.Token);
            }
            if (_most < int.MaxValue)
                await Task.Delay(Timeout.Infinite, _stop.Token);
        }
        finally
        {
            process.Kill();
        }
    }

    private Process Send(string more)
    {
        var to = FormattableString.Invariant($"rtp://127.0.0.1:{PortOf(_packets.Client)}?rtcpport={PortOf(_control.Client)}");
        string[] arguments = ["-v", "error", "-nostdin", "-re", "-i", _clip, .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-an", "-c", "copy", "-f", "rtp", to];
        return Process.Start(new ProcessStartInfo(FfmpegTools.Find().FfmpegPath!, arguments) { RedirectStandardOutput = true })!;
    }
}
