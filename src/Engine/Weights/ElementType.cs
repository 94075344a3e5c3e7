namespace MyStyle.Engine.Weights;

/// <summary>Element types that weight files carry.</summary>
public enum ElementType
{
    /// <summary>IEEE 32-bit.</summary>
    Float32,

    /// <summary>IEEE 16-bit.</summary>
    Float16,

    /// <summary>Upper half of an IEEE 32-bit float.</summary>
    BFloat16,

    /// <summary>IEEE 64-bit.</summary>
    Float64,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,

    /// <summary>One byte a value, 0 or 1.</summary>
    Bool,
}
