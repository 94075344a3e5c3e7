using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>
/// The network between a browser and a studio: it carries bytes both ways, after a while if it is a slow one, until it is cut, and again
/// when it is mended.
/// </summary>
internal sealed class Cable : IAsyncDisposable
{
    private const int ChunkSize = 64 << 10;

    private readonly int _target;
    private readonly TimeSpan _latency;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _port;

    /// <param name="address">The studio's address.</param>
    /// <param name="latency">How long an answer takes on its way back; none for a cable of this machine.</param>
    public Cable(string address, TimeSpan latency = default)
    {
        _target = new Uri(address).Port;
        _latency = latency;
        Mend();
    }

    /// <summary>The address at the browser's end.</summary>
    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Cuts every connection and lets no new one through.</summary>
    public void Cut()
    {
        _listener?.Stop();
        _listener = null;
        lock (_lock)
        {
            foreach (TcpClient client in _open)
            {
                // Without a farewell, as a cable that is pulled out.
                client.Client.Close(0);
            }

            _open.Clear();
        }
    }

    /// <summary>Lets connections through, at the same address as before.</summary>
    public void Mend()
    {
        TcpListener listener = new(IPAddress.Loopback, _port);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                TcpClient near = await listener.AcceptTcpClientAsync();
                _ = CarryAsync(near);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using TcpClient far = new();
        using (near)
        {
            lock (_lock)
            {
                _open.Add(near);
                _open.Add(far);
            }

            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target);
                Task there = near.GetStream().CopyToAsync(far.GetStream());
                Task back = _latency == default ? far.GetStream().CopyToAsync(near.GetStream()) : DelayAsync(far.GetStream(), near.GetStream());
                await Task.WhenAny(there, back);
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // One of the ends went away.
            }
            finally
            {
                lock (_lock)
                {
                    _open.Remove(near);
                    _open.Remove(far);
                }
            }
        }
    }

    /// <summary>Carries every byte the latency later, as many under way as there are.</summary>
    private async Task DelayAsync(NetworkStream from, NetworkStream to)
    {
        Channel<(byte[] Bytes, long Due)> underWay = Channel.CreateUnbounded<(byte[] Bytes, long Due)>();
        Task writing = WriteAsync();
        byte[] buffer = new byte[ChunkSize];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            underWay.Writer.TryWrite((buffer[..count], Environment.TickCount64 + (long)_latency.TotalMilliseconds));
        }

        underWay.Writer.Complete();
        await writing;

        async Task WriteAsync()
        {
            await foreach ((byte[] bytes, long due) in underWay.Reader.ReadAllAsync())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, due - Environment.TickCount64)));
                await to.WriteAsync(bytes);
            }
        }
    }
}
