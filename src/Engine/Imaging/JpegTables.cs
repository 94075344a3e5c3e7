namespace MyStyle.Engine.Imaging;

/// <summary>What JPEG compression rounds to: the example tables of its standard (annex K), scaled by quality as libjpeg does.</summary>
internal static class JpegTables
{
    /// <summary>From this quality on the writer keeps the full resolution of the colours.</summary>
    public const int FullChroma = 90;

    private static readonly byte[] Luma =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static readonly byte[] Chroma =
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Steps of the 64 coefficients of a block of luma, row after row of the vertical frequency.</summary>
    /// <param name="quality">1 to 100.</param>
    public static float[] LumaSteps(int quality) => Scale(Luma, quality);

    /// <summary>The same for the two colour differences.</summary>
    /// <param name="quality">1 to 100.</param>
    public static float[] ChromaSteps(int quality) => Scale(Chroma, quality);

    /// <summary>The cosines a block is made of, orthonormal: [64 coefficients, 8 rows, 8 columns].</summary>
    public static float[] Basis()
    {
        float[] basis = new float[64 * 64];
        for (int i = 0; i < basis.Length; i++)
        {
            (int v, int u, int y, int x) = (i / 512, i / 64 % 8, i / 8 % 8, i % 8);
            basis[i] = (float)(Wave(v, y) * Wave(u, x));
        }

        return basis;

        static double Wave(int frequency, int position) =>
            (frequency == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * position) + 1) * frequency * Math.PI / 16);
    }

    private static float[] Scale(byte[] table, int quality)
    {
        int percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        return Array.ConvertAll(table, entry => (float)Math.Clamp(((entry * percent) + 50) / 100, 1, 255));
    }
}
