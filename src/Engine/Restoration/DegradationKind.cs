using System.Text.Json.Serialization;

namespace MyStyle.Engine.Restoration;

/// <summary>What can have happened to a photo, in the order in which it happens on the way from the scene to the file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DegradationKind>))]
public enum DegradationKind
{
    /// <summary>Haze of even thickness in front of everything. Strength: what it swallows, above 0 and below 1.</summary>
    Haze,

    /// <summary>Out of focus. Strength: standard deviation of the Gaussian in pixels.</summary>
    Blur,

    /// <summary>No colours. Has no strength.</summary>
    Grayscale,

    /// <summary>Grain. Strength: standard deviation in levels of 0 to 255.</summary>
    Noise,

    /// <summary>JPEG compression. Strength: quality, 1 to 100; the lower, the worse.</summary>
    Jpeg,
}
