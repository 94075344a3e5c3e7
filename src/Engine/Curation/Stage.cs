namespace MyStyle.Engine.Curation;

/// <summary>What a photo goes through.</summary>
public enum Stage
{
    /// <summary>Reading the file and its hash.</summary>
    Read,

    /// <summary>Decoding the pixels.</summary>
    Decode,

    /// <summary>Finding faces and their landmarks.</summary>
    Detect,

    /// <summary>Embedding the faces.</summary>
    Embed,

    /// <summary>Measuring quality, expression and likeness.</summary>
    Measure,

    /// <summary>Cutting the face out.</summary>
    Align,

    /// <summary>Writing pictures.</summary>
    Write,
}
