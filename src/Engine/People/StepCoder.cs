namespace MyStyle.Engine.People;

/// <summary>
/// The steps of one tensor as decisions: zero or not, one more or not, the sign. Tuning moves some inputs and outputs of a layer
/// more than others, and neighbours within a kernel together; so what is expected of a value follows from the sizes met before
/// in its row and in its column, and from the values left of it and above it in its kernel.
/// </summary>
internal sealed class StepCoder
{
    private const int Levels = 16;
    private const int Nearby = 8;
    private const int Sizes = 16;
    private const int Signs = 9;
    private const int RowMemory = 6;
    private const int ColumnMemory = 4;
    private const int Unit = 1 << 8;

    private readonly StepLayout _layout;
    private readonly AdaptiveBit[] _sizes = new AdaptiveBit[Levels * Levels * Nearby * Sizes];
    private readonly AdaptiveBit[] _signs = new AdaptiveBit[Signs];
    private readonly int[] _columns;
    private int _row = Unit / 2;

    private StepCoder(StepLayout layout)
    {
        _layout = layout;
        Array.Fill(_sizes, AdaptiveBit.Even);
        Array.Fill(_signs, AdaptiveBit.Even);
        _columns = new int[layout.Columns];
        Array.Fill(_columns, Unit / 2);
    }

    /// <summary>Packs steps from -127 to 127.</summary>
    public static byte[] Pack(ReadOnlySpan<sbyte> steps, StepLayout layout)
    {
        var writer = new RangeWriter();
        var coder = new StepCoder(layout);
        for (int i = 0; i < steps.Length; i++)
        {
            Span<AdaptiveBit> sizes = coder.Expect(steps, i, out int sign);
            int size = Math.Abs((int)steps[i]);
            for (int s = 0; s < size; s++)
            {
                writer.Write(ref sizes[Math.Min(s, Sizes - 1)], true);
            }

            if (size < sbyte.MaxValue)
            {
                writer.Write(ref sizes[Math.Min(size, Sizes - 1)], false);
            }

            if (size > 0)
            {
                writer.Write(ref coder._signs[sign], steps[i] < 0);
            }

            coder.Learn(i, size);
        }

        return writer.Finish();
    }

    /// <summary>Unpacks as many steps as <paramref name="steps"/> takes.</summary>
    public static void Unpack(byte[] data, Span<sbyte> steps, StepLayout layout)
    {
        var reader = new RangeReader(data);
        var coder = new StepCoder(layout);
        for (int i = 0; i < steps.Length; i++)
        {
            Span<AdaptiveBit> sizes = coder.Expect(steps, i, out int sign);
            int size = 0;
            while (size < sbyte.MaxValue && reader.Read(ref sizes[Math.Min(size, Sizes - 1)]))
            {
                size++;
            }

            steps[i] = (sbyte)(size > 0 && reader.Read(ref coder._signs[sign]) ? -size : size);
            coder.Learn(i, size);
        }
    }

    /// <summary>The decisions about a value, by how large it is so far; and which decision about its sign.</summary>
    private Span<AdaptiveBit> Expect(ReadOnlySpan<sbyte> steps, int index, out int sign)
    {
        int tap = index % _layout.KernelSize;
        int left = tap % _layout.KernelWidth > 0 ? steps[index - 1] : 0;
        int above = tap >= _layout.KernelWidth ? steps[index - _layout.KernelWidth] : 0;
        sign = (3 * Math.Sign(left)) + Math.Sign(above) + (Signs / 2);
        int nearby = Math.Min(Math.Abs(left) + Math.Abs(above), Nearby - 1);
        int context = (((Level(_row) * Levels) + Level(_columns[index % _layout.Columns])) * Nearby) + nearby;
        return _sizes.AsSpan(context * Sizes, Sizes);
    }

    private void Learn(int index, int size)
    {
        _row += ((Unit * size) - _row) >> RowMemory;
        ref int column = ref _columns[index % _layout.Columns];
        column += ((Unit * size) - column) >> ColumnMemory;
    }

    /// <summary>A mean size on a scale of half octaves.</summary>
    private static int Level(int mean)
    {
        int octave = int.Log2(Math.Max(mean, 8));
        return Math.Min((2 * (octave - 3)) + ((mean >> (octave - 1)) & 1), Levels - 1);
    }
}
