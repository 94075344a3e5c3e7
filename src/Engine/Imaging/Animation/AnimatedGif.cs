using System.Buffers.Binary;

namespace MyStyle.Engine.Imaging.Animation;

/// <summary>
/// Animated GIF, for the places that show nothing better: 255 colours for the whole animation, found by
/// <see cref="Palette"/>. Dithering is ordered, so what stands still does not flicker; a frame stores only what changed.
/// </summary>
public static class AnimatedGif
{
    private const int MaxSide = 65535;
    private const byte Transparent = 255;
    private const int CodeSize = 8;

    // Browsers show faster frames slowly.
    private const int LeastDelay = 2;

    /// <summary>Encodes frames of one size.</summary>
    /// <param name="frames">At least one; sides up to 65535 pixels.</param>
    /// <param name="frameDuration">
    /// How long each is shown. The format counts hundredths of a second, browsers want two of them: rounding is spread over the
    /// frames, and nothing is shown for less than 20 ms.
    /// </param>
    /// <param name="pingPong">Whether it runs back again after the last frame.</param>
    /// <param name="plays">How often it plays; 0 for ever.</param>
    /// <param name="dither">Whether colours that the palette lacks are mixed of dots. Without, smooth skin shows steps, but files shrink.</param>
    /// <exception cref="ArgumentException">There is no frame, frames differ in size or are too large, or a number is out of range.</exception>
    public static byte[] Encode(IReadOnlyList<RgbImage> frames, TimeSpan frameDuration, bool pingPong = false, int plays = 0, bool dither = true)
    {
        AnimationFrames.Check(frames, frameDuration, plays, MaxSide);
        (int width, int height) = (frames[0].Width, frames[0].Height);
        Palette palette = Palette.Of(frames, Transparent);
        using MemoryStream file = new();
        WriteHeader(file, width, height, palette, plays);

        byte[]? shown = null;
        byte[] next = new byte[width * height];
        double hundredths = frameDuration.TotalMilliseconds / 10;
        int position = 0;
        foreach (int index in AnimationFrames.Order(frames.Count, pingPong))
        {
            int delay = (int)(Math.Round(hundredths * (position + 1)) - Math.Round(hundredths * position));
            palette.Map(frames[index], dither, next);
            WriteFrame(file, next, shown, width, height, Math.Clamp(delay, LeastDelay, ushort.MaxValue));
            (shown, next) = (next, shown ?? new byte[next.Length]);
            position++;
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }

    private static void WriteHeader(MemoryStream file, int width, int height, Palette palette, int plays)
    {
        file.Write("GIF89a"u8);
        WriteUInt16(file, width);
        WriteUInt16(file, height);

        // One palette of 256 colours for all frames, 8 bits a channel.
        file.Write([0xF7, 0, 0]);
        byte[] colors = new byte[3 * 256];
        palette.Colors.CopyTo(colors, 0);
        file.Write(colors);
        if (plays != 1)
        {
            // The extension counts repetitions, 0 meaning no end; without it the animation plays once.
            file.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1]);
            WriteUInt16(file, Math.Max(0, plays - 1));
            file.WriteByte(0);
        }
    }

    private static void WriteFrame(MemoryStream file, byte[] pixels, byte[]? shown, int width, int height, int delay)
    {
        (int left, int top, int right, int bottom) = shown is null ? (0, 0, width, height) : Changed(pixels, shown, width, height);

        // What is drawn stays, and the next frame is drawn over it.
        file.Write([0x21, 0xF9, 4, (byte)(shown is null ? 0b100 : 0b101)]);
        WriteUInt16(file, delay);
        file.Write([Transparent, 0, 0x2C]);
        WriteUInt16(file, left);
        WriteUInt16(file, top);
        WriteUInt16(file, right - left);
        WriteUInt16(file, bottom - top);
        file.WriteByte(0);

        byte[] region = new byte[(right - left) * (bottom - top)];
        for (int y = top, t = 0; y < bottom; y++)
        {
            for (int x = left, s = (y * width) + left; x < right; x++, s++, t++)
            {
                region[t] = shown is not null && shown[s] == pixels[s] ? Transparent : pixels[s];
            }
        }

        file.WriteByte(CodeSize);
        LzwEncoder.Write(file, region, CodeSize);
    }

    /// <summary>The smallest rectangle with every pixel that changed; a single pixel if none did.</summary>
    private static (int Left, int Top, int Right, int Bottom) Changed(byte[] pixels, byte[] shown, int width, int height)
    {
        (int left, int top, int right, int bottom) = (width, height, 0, 0);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = pixels.AsSpan(y * width, width);
            ReadOnlySpan<byte> before = shown.AsSpan(y * width, width);
            int first = row.CommonPrefixLength(before);
            if (first == width)
            {
                continue;
            }

            int last = width - 1;
            while (row[last] == before[last])
            {
                last--;
            }

            (left, right) = (Math.Min(left, first), Math.Max(right, last + 1));
            (top, bottom) = (Math.Min(top, y), y + 1);
        }

        return right == 0 ? (0, 0, 1, 1) : (left, top, right, bottom);
    }

    private static void WriteUInt16(MemoryStream file, int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        file.Write(bytes);
    }
}
