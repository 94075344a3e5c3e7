using System.Net;
using System.Net.Sockets;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>The network between a browser and a studio: it carries bytes both ways until it is cut, and again when it is mended.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly int _target;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _port;

    /// <param name="address">The studio's address.</param>
    public Cable(string address)
    {
        _target = new Uri(address).Port;
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
                Task back = far.GetStream().CopyToAsync(near.GetStream());
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
}
