using System.Buffers.Binary;

namespace MyStyle.Engine.Imaging.Animation;

/// <summary>Animated WebP: each frame a lossy still picture of its own, in one container. It has all colours and is a fraction of a GIF's size.</summary>
public static class AnimatedWebP
{
    private const int MaxSide = 16383;
    private const byte Replace = 0x02;

    /// <summary>Encodes frames of one size.</summary>
    /// <param name="frames">At least one; sides up to 16383 pixels.</param>
    /// <param name="frameDuration">How long each is shown, 1 ms to 10 minutes, in whole milliseconds.</param>
    /// <param name="pingPong">Whether it runs back again after the last frame; no frame is encoded twice for that, but each is stored twice.</param>
    /// <param name="plays">How often it plays; 0 for ever.</param>
    /// <param name="quality">0..100.</param>
    /// <exception cref="ArgumentException">There is no frame, frames differ in size or are too large, or a number is out of range.</exception>
    public static byte[] Encode(IReadOnlyList<RgbImage> frames, TimeSpan frameDuration, bool pingPong = false, int plays = 0, int quality = 80)
    {
        AnimationFrames.Check(frames, frameDuration, plays, MaxSide);
        (int width, int height) = (frames[0].Width, frames[0].Height);
        using MemoryStream body = new();
        WebPChunks.Write(body, WebPChunks.Extended, WebPChunks.ExtendedHeader(width, height, WebPChunks.AnimationFlag));

        // A backdrop, which opaque frames cover, and the number of plays.
        byte[] animation = [0, 0, 0, 255, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(animation.AsSpan(4), (ushort)plays);
        WebPChunks.Write(body, WebPChunks.Animation, animation);

        byte[] head = new byte[16];
        WebPChunks.WriteUInt24(head.AsSpan(6), width - 1);
        WebPChunks.WriteUInt24(head.AsSpan(9), height - 1);
        WebPChunks.WriteUInt24(head.AsSpan(12), (int)Math.Round(frameDuration.TotalMilliseconds));
        head[15] = Replace;
        byte[][] pictures = [.. frames.Select(f => Picture(f, quality))];
        foreach (int index in AnimationFrames.Order(frames.Count, pingPong))
        {
            WebPChunks.Write(body, WebPChunks.Frame, [.. head, .. pictures[index]]);
        }

        return WebPChunks.File(body);
    }

    /// <summary>The chunk of a still picture that has its pixels, without the profile around it: without one, colours are sRGB.</summary>
    private static byte[] Picture(RgbImage frame, int quality)
    {
        byte[] file = ImageWriter.EncodeWebP(frame, quality);
        using MemoryStream chunk = new();
        foreach (WebPChunk part in WebPChunks.Read(file) ?? [])
        {
            if (part.Name is WebPChunks.Lossy or WebPChunks.Lossless)
            {
                WebPChunks.Write(chunk, part.Name, part.Data(file));
            }
        }

        return chunk.ToArray();
    }
}
