using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Security;

/// <summary>
/// The token that another machine must show once. It is made at the first start that needs one, printed then, and kept only as a hash.
/// </summary>
public sealed class AccessToken
{
    private const string FileName = "token";
    private const int RandomBytes = 24;
    private readonly byte[] _hash = [];

    /// <summary>Reads the kept hash, or makes a token.</summary>
    /// <param name="settings">Whether one is demanded, and perhaps which.</param>
    /// <param name="folder">Where the hash is kept.</param>
    public AccessToken(StudioSettings settings, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(folder);
        KeptIn = Path.Combine(folder.Root, FileName);
        if (!settings.DemandsToken)
        {
            return;
        }

        if (settings.Token.Length > 0)
        {
            _hash = Hash(settings.Token);
        }
        else if (Read(KeptIn) is { } kept)
        {
            _hash = kept;
        }
        else
        {
            ForConsole = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
            _hash = Hash(ForConsole);
            Write(KeptIn, _hash);
        }
    }

    /// <summary>The token, at the start that made it; null ever after.</summary>
    public string? ForConsole { get; }

    /// <summary>The file with the hash; deleting it makes a new token at the next start and ends every login.</summary>
    public string KeptIn { get; }

    /// <summary>Changes with the token, so that logins end with it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(_hash))[..16];

    /// <summary>Compares in a time that tells nothing.</summary>
    public bool IsRight(string? token) =>
        _hash.Length > 0 && token is { Length: > 0 and <= 256 } && CryptographicOperations.FixedTimeEquals(Hash(token), _hash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static byte[]? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Convert.FromHexString(File.ReadAllText(path).Trim()) is { Length: SHA256.HashSizeInBytes } hash ? hash : null : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Write(string path, byte[] hash)
    {
        AtomicFile.Write(path, Convert.ToHexStringLower(hash) + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
