using System.Text.Json;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Weights;
using SkiaSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Fixtures;

/// <summary>The small setting in which the official code was run: a random 64 px generator, six anchors, three pictures.</summary>
internal static class TinyReference
{
    // Read at each use: a skip thrown from a static initialiser would reach the tests as a failure.
    public static JsonElement Trajectories => JsonDocument.Parse(File.ReadAllBytes(Golden.File("mystyle_tiny_trajectories.json"))).RootElement;

    public static WeightFile Tensors => Safetensors.Read(Golden.File("mystyle_tiny_tensors.safetensors"));

    public static RowMatrix Anchors => Matrix("anchors");

    public static StyleGenerator Generator() =>
        new(GeneratorWeights.From(Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors"))), CPU);

    public static ReconstructionLoss Loss() =>
        new(PerceptualNetwork.Load(Safetensors.Read(Golden.Shared("models", "lpips_alex_v0.1.safetensors")), CPU));

    public static RowMatrix Matrix(string name)
    {
        StoredTensor stored = Tensors.Tensors[name];
        return RowMatrix.FromFloats((int)stored.Shape[^2], (int)stored.Shape[^1], stored.ToFloats());
    }

    public static RgbImage Picture(string name)
    {
        using SKBitmap bitmap = SKBitmap.Decode(Golden.File($"{name}.png"));
        var image = new RgbImage(bitmap.Width, bitmap.Height);
        for (int y = 0; y < bitmap.Height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < bitmap.Width; x++)
            {
                SKColor color = bitmap.GetPixel(x, y);
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = (color.Red, color.Green, color.Blue);
            }
        }

        return image;
    }

    public static double[] Series(string run, string name) =>
        [.. Trajectories.GetProperty(run).GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
