using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights.Torch;

namespace MyStyle.Engine.Weights;

/// <summary>NumPy's <c>.npy</c> format, versions 1 to 3: one array.</summary>
internal static partial class NumpyFile
{
    private const int MaxHeader = 65_536;

    public static WeightFile Read(MappedFile file, ReadBudget budget)
    {
        ReadOnlySpan<byte> start = file.Slice(0, Math.Min(file.Length, 12)).Span;
        if (start.Length < 12)
        {
            throw Damaged(file);
        }

        bool old = start[6] == 1;
        long headerStart = old ? 10 : 12;
        long headerLength = old ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (headerLength > MaxHeader || headerStart + headerLength > file.Length)
        {
            throw Damaged(file);
        }

        string header = Encoding.Latin1.GetString(file.Slice(headerStart, headerLength).Span);
        Match type = TypePattern().Match(header);
        Match order = OrderPattern().Match(header);
        Match extents = ShapePattern().Match(header);
        if (!type.Success || !order.Success || !extents.Success)
        {
            throw Damaged(file);
        }

        if (type.Groups["order"].Value == ">" || NumpyArrays.TypeOf(type.Groups["code"].Value) is not { } element)
        {
            throw new EngineException(
                $"{file.Path} holds an array of type {type.Groups["all"].Value}; only plain little-endian numbers are supported.");
        }

        long[] shape =
        [
            .. extents.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int extent) ? extent : throw Damaged(file)),
        ];
        if (shape.Length > Strides.MaxRank)
        {
            throw Damaged(file);
        }

        long from = headerStart + headerLength;
        long[] strides = order.Groups["columns"].Value == "True" ? NumpyArrays.ColumnMajor(shape) : Strides.Contiguous(shape);
        StoredTensor tensor = Strides.Cut(element, file.Slice(from, file.Length - from), 0, shape, strides, budget);
        return new WeightFile(
            new Dictionary<string, StoredTensor> { [WeightFile.Bare] = tensor }, new Dictionary<string, string>());
    }

    private static EngineException Damaged(MappedFile file) => new($"{file.Path} is a damaged or cut off NumPy file. Fetch it again.");

    [GeneratedRegex("""'descr':\s*'(?<all>(?<order>[<>|=]?)(?<code>[^']*))'""")]
    private static partial Regex TypePattern();

    [GeneratedRegex("'fortran_order':\\s*(?<columns>True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""'shape':\s*\((?<shape>[0-9, ]*)\)""")]
    private static partial Regex ShapePattern();
}
