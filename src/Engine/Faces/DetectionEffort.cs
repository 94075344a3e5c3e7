namespace MyStyle.Engine.Faces;

/// <summary>How long the detector searches a picture.</summary>
public enum DetectionEffort
{
    /// <summary>One look at the whole picture: for pictures that show one large face if any.</summary>
    Glance,

    /// <summary>Tiles too, where the first look shows nothing or only small faces.</summary>
    Search,

    /// <summary>Every tile, whatever the first look shows: for a photo in which the person must be somewhere.</summary>
    Exhaust,
}
