using System.Globalization;
using System.Net;

namespace MyStyle.Studio.Settings;

/// <summary>The settings of the studio: the section <c>Studio</c> of appsettings.json.</summary>
public sealed class StudioSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Studio";

    private const int ShortestToken = 16;

    /// <summary>Where people, pictures and the database are; empty for <c>mystyle/studio</c> in the user's data folder.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>What is listened on: http://HOST:PORT; port 0 takes a free one. Anything but this machine itself demands a token.</summary>
    public string Address { get; set; } = "http://127.0.0.1:5127";

    /// <summary>The token that another machine must show; empty to make one at the first start and keep it in the data folder.</summary>
    public string Token { get; set; } = "";

    /// <summary>Whether the token is demanded on this machine too.</summary>
    public bool AlwaysDemandToken { get; set; }

    /// <summary>Further names under which browsers may call the studio, such as that of a proxy before it.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Whether a browser is opened at the start.</summary>
    public bool OpenBrowser { get; set; }

    /// <summary>Whether the sample person is made at the first start.</summary>
    public bool SamplePerson { get; set; } = true;

    /// <summary>Most browser pages that are served at a time.</summary>
    public int MostPages { get; set; } = 200;

    /// <summary>How much is taken in.</summary>
    public UploadLimits Uploads { get; } = new();

    /// <summary>The data folder, absolute.</summary>
    public string ResolveDataFolder() => DataFolder.Length > 0
        ? Path.GetFullPath(DataFolder)
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "mystyle", "studio");

    /// <summary>What is listened on; null if <see cref="Address"/> is no such thing.</summary>
    internal Uri? Listening => Uri.TryCreate(Address, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp
        && address.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0 ? address : null;

    /// <summary>Whether only this machine can reach the address.</summary>
    internal bool IsLoopback => Listening is { } address
        && (address.IdnHost == "localhost" || (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip)));

    /// <summary>Whether a token is demanded.</summary>
    internal bool DemandsToken => AlwaysDemandToken || !IsLoopback;

    /// <summary>What is wrong, one sentence a setting; empty if all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Listening is null)
        {
            problems.Add($"Studio:Address must look like http://127.0.0.1:5127, not like '{Address}'. Encryption belongs to a proxy before the studio.");
        }
        else if (Listening.HostNameType == UriHostNameType.Dns && Listening.IdnHost != "localhost")
        {
            problems.Add($"Studio:Address must name an address of this machine by its number (0.0.0.0 for all), not by the name '{Listening.Host}'.");
        }

        if (Token.Length > 0 && (Token.Length < ShortestToken || Token.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))))
        {
            problems.Add($"Studio:Token must have at least {ShortestToken} letters, digits, '-' or '_'.");
        }

        if (AllowedHosts.FirstOrDefault(host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } wrong)
        {
            problems.Add($"Studio:AllowedHosts holds '{wrong}', which is no name of a machine (without http:// and port).");
        }

        Check("PhotoMegabytes", Uploads.PhotoMegabytes, 1, 512);
        Check("PhotoMegapixels", Uploads.PhotoMegapixels, 1, 1000);
        Check("PhotosPerPerson", Uploads.PhotosPerPerson, 1, 100_000);
        Check("PersonMegabytes", Uploads.PersonMegabytes, 1, 4096);
        Check("ModelMegabytes", Uploads.ModelMegabytes, 1, 65_536);
        if (MostPages is < 1 or > 10_000)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Studio:MostPages must lie between 1 and 10000, not at {MostPages}."));
        }

        return problems;

        void Check(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"Studio:Uploads:{name} must lie between {least} and {most}, not at {value}."));
            }
        }
    }
}
