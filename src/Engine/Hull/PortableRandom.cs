namespace MyStyle.Engine.Hull;

/// <summary>
/// Random numbers that a seed fixes for every platform and runtime: xoshiro256**, seeded by splitmix64. Only integer arithmetic
/// and exact scaling are used, so sequences are equal to the bit everywhere.
/// </summary>
public sealed class PortableRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Starts the sequence of <paramref name="seed"/>.</summary>
    public PortableRandom(ulong seed)
    {
        _a = Split(ref seed);
        _b = Split(ref seed);
        _c = Split(ref seed);
        _d = Split(ref seed);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform on [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 .. <paramref name="exclusiveEnd"/> - 1, without bias.</summary>
    public int NextInt(int exclusiveEnd)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveEnd, 1);
        ulong range = (ulong)exclusiveEnd;
        ulong limit = ulong.MaxValue - (ulong.MaxValue % range);
        ulong bits;
        do
        {
            bits = NextBits();
        }
        while (bits >= limit);

        return (int)(bits % range);
    }

    /// <summary>
    /// Bell-shaped, mean 0, variance 1, within 6 of 0: twelve uniforms less 6. Unlike a logarithm and a cosine, which differ in
    /// the last bit between platforms, it is exact; for directions to walk in that is worth more than long tails.
    /// </summary>
    public double NextBell()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += NextDouble();
        }

        return sum;
    }

    /// <summary>Puts <paramref name="items"/> in random order, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
