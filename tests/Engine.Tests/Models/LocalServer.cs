using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MyStyle.Engine.Tests.Models;

/// <summary>
/// A web server on this machine that serves one file, honours ranges, and can misbehave on purpose. On bare sockets, because
/// a cut connection must still deliver what was sent before the cut.
/// </summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LocalServer(byte[] content)
    {
        Content = content;
        _listener.Start();
        Root = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = ServeAsync();
    }

    public Uri Root { get; }

    public byte[] Content { get; set; }

    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    public bool HonoursRanges { get; init; } = true;

    /// <summary>After how many bytes each answer is cut, first answer first; later answers go through.</summary>
    public Queue<int> Cuts { get; } = [];

    /// <summary>The range header of each request, empty without one.</summary>
    public List<string> Ranges { get; } = [];

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // Stopped, or the client hung up: the test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        string range = "";
        using (var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true))
        {
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                range = line.StartsWith("Range: ", StringComparison.OrdinalIgnoreCase) ? line["Range: ".Length..] : range;
            }
        }

        Ranges.Add(range);
        int from = HonoursRanges && range.Length > 0 ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0;
        HttpStatusCode status = from == 0 ? Status
            : from < Content.Length ? HttpStatusCode.PartialContent
            : HttpStatusCode.RequestedRangeNotSatisfiable;
        byte[] body = status == HttpStatusCode.RequestedRangeNotSatisfiable ? [] : Content[from..];
        string head = $"HTTP/1.1 {(int)status} {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"
            + (status == HttpStatusCode.PartialContent ? $"Content-Range: bytes {from}-{Content.Length - 1}/{Content.Length}\r\n" : "") + "\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(Cuts.TryDequeue(out int cut) ? body.AsMemory(0, cut) : body);
    }
}
