namespace MyStyle.Engine.Weights.Torch;

/// <summary>Flat data that tensors are views of.</summary>
/// <param name="Type">Element type; null for untyped bytes, whose tensors name their own, and for unsupported types.</param>
/// <param name="Data">All of it.</param>
internal sealed record TorchStorage(ElementType? Type, ReadOnlyMemory<byte> Data)
{
    /// <summary>Element type of a storage class such as <c>FloatStorage</c>; null if untyped or unsupported.</summary>
    public static ElementType? TypeOf(string storageClass) => storageClass switch
    {
        "FloatStorage" => ElementType.Float32,
        "HalfStorage" => ElementType.Float16,
        "BFloat16Storage" => ElementType.BFloat16,
        "DoubleStorage" => ElementType.Float64,
        "LongStorage" => ElementType.Int64,
        "IntStorage" => ElementType.Int32,
        "ShortStorage" => ElementType.Int16,
        "CharStorage" => ElementType.Int8,
        "ByteStorage" => ElementType.UInt8,
        "BoolStorage" => ElementType.Bool,
        _ => null,
    };

    /// <summary>The storage class of an element type.</summary>
    public static string ClassOf(ElementType type) => type switch
    {
        ElementType.Float32 => "FloatStorage",
        ElementType.Float16 => "HalfStorage",
        ElementType.BFloat16 => "BFloat16Storage",
        ElementType.Float64 => "DoubleStorage",
        ElementType.Int64 => "LongStorage",
        ElementType.Int32 => "IntStorage",
        ElementType.Int16 => "ShortStorage",
        ElementType.Int8 => "CharStorage",
        ElementType.UInt8 => "ByteStorage",
        _ => "BoolStorage",
    };

    /// <summary>Element type of a <c>torch.dtype</c> name.</summary>
    public static ElementType? TypeOfDtype(string name) => name switch
    {
        "float32" or "float" => ElementType.Float32,
        "float16" or "half" => ElementType.Float16,
        "bfloat16" => ElementType.BFloat16,
        "float64" or "double" => ElementType.Float64,
        "int64" or "long" => ElementType.Int64,
        "int32" or "int" => ElementType.Int32,
        "int16" or "short" => ElementType.Int16,
        "int8" => ElementType.Int8,
        "uint8" => ElementType.UInt8,
        "bool" => ElementType.Bool,
        _ => null,
    };

    /// <summary>Bytes of one element of a storage class, supported or not; null if it is not known.</summary>
    public static int? SizeOf(string storageClass) => storageClass switch
    {
        "UntypedStorage" or "QInt8Storage" or "QUInt8Storage" or "QUInt4x2Storage" or "QUInt2x4Storage" => 1,
        "ComplexFloatStorage" => 8,
        "ComplexDoubleStorage" => 16,
        "QInt32Storage" => 4,
        _ => TypeOf(storageClass) is { } type ? StoredTensor.SizeOf(type) : null,
    };
}
