using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Imaging;

/// <summary>
/// Reads pictures: JPEG, PNG, WebP, GIF (its first frame), BMP and whatever else Skia decodes. What comes out is upright
/// (EXIF orientation applied), sRGB (colour profiles converted) and opaque (transparent pixels laid over
/// <see cref="ImageReadOptions.Backdrop"/>). Every failure is an <see cref="EngineException"/> that names the file and the cause.
/// </summary>
public static class ImageFile
{
    /// <summary>File name extensions, lower case with the dot, of the formats that are read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"];

    /// <summary>Reads a picture at its full size.</summary>
    /// <exception cref="EngineException">The file is missing, empty, no picture, damaged, truncated or too large.</exception>
    public static RgbImage Read(string path, ImageReadOptions? options = null)
        => Decode(ReadBytes(path, options), Path.GetFileName(path), options);

    /// <summary>Reads a picture at its full size.</summary>
    /// <param name="stream">Read to its end, not closed.</param>
    /// <param name="name">What failures call the picture.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="EngineException">The stream is empty, no picture, damaged, truncated or too large.</exception>
    public static RgbImage Read(Stream stream, string name, ImageReadOptions? options = null)
        => Decode(ReadBytes(stream, name, options ?? ImageReadOptions.Default), name, options);

    /// <summary>Decodes the bytes of a picture file at full size.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What failures call the picture.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="EngineException">The bytes are empty, no picture, damaged, truncated or too large.</exception>
    public static RgbImage Decode(byte[] bytes, string name, ImageReadOptions? options = null)
        => DecodeReduced(bytes, name, int.MaxValue, options).Image;

    /// <summary>
    /// Decodes at the smallest size the format offers for free whose longer side is still at least
    /// <paramref name="longSide"/> pixels: eighths of the full size for JPEG, any size for WebP; other formats are decoded
    /// whole and box-averaged by a whole factor.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What failures call the picture.</param>
    /// <param name="longSide">The least length wanted of the longer side. A smaller picture is not enlarged.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="EngineException">The bytes are empty, no picture, damaged, truncated or too large.</exception>
    public static DecodedImage DecodeReduced(byte[] bytes, string name, int longSide, ImageReadOptions? options = null)
    {
        using SkiaDecoder decoder = new(bytes, name, options ?? ImageReadOptions.Default);
        ImageHeader header = decoder.Header;
        return new DecodedImage(decoder.Decode(longSide), header.Width, header.Height);
    }

    /// <summary>Reads a picture as one channel: its luma. Transparent pixels count as black, so that cut-outs work as masks.</summary>
    /// <exception cref="EngineException">As <see cref="Read(string, ImageReadOptions?)"/>.</exception>
    public static Mask ReadMask(string path, ImageReadOptions? options = null)
        => Mask.Luma(Read(path, (options ?? ImageReadOptions.Default) with { Backdrop = 0 }));

    /// <summary>Reads size and format without decoding.</summary>
    /// <exception cref="EngineException">The file is missing, empty, no picture or too large.</exception>
    public static ImageHeader ReadHeader(string path, ImageReadOptions? options = null)
    {
        using SkiaDecoder decoder = new(ReadBytes(path, options), Path.GetFileName(path), options ?? ImageReadOptions.Default);
        return decoder.Header;
    }

    /// <summary>Reads a whole file within the limits.</summary>
    /// <exception cref="EngineException">The file is missing, cannot be read, or is too long.</exception>
    public static byte[] ReadBytes(string path, ImageReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return ReadBytes(stream, Path.GetFileName(path), options ?? ImageReadOptions.Default);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EngineException($"There is no file {path}.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EngineException($"{path} cannot be opened: it is a folder, or reading it is not permitted.", e);
        }
        catch (IOException e)
        {
            throw new EngineException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static byte[] ReadBytes(Stream stream, string name, ImageReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            CheckLength(stream.Length - stream.Position, name, options);
            byte[] exact = new byte[stream.Length - stream.Position];
            stream.ReadExactly(exact);
            return exact;
        }

        using MemoryStream copy = new();
        byte[] buffer = new byte[81920];
        for (int n; (n = stream.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, n);
            CheckLength(copy.Length, name, options);
        }

        return copy.ToArray();
    }

    private static void CheckLength(long length, string name, ImageReadOptions options)
    {
        if (length > options.MaxBytes)
        {
            throw new EngineException($"{name} is longer than {options.MaxBytes >> 20} MiB, which is the limit for one picture.");
        }
    }
}
