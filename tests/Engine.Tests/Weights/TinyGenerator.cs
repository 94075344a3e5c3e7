using System.Globalization;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

/// <summary>A generator of 8 pixels with numbered values: small enough for hundreds of cases.</summary>
internal static class TinyGenerator
{
    public static WeightFile Rosinality(int channels = 2, int wDim = 3)
    {
        float next = 1;
        var tensors = new Dictionary<string, StoredTensor>();
        Add("style.1.weight", wDim, 4);
        Add("style.1.bias", wDim);
        Add("input.input", 1, channels, 4, 4);
        string[] layers = ["conv1", "convs.0", "convs.1"];
        for (int i = 0; i < layers.Length; i++)
        {
            int side = i == 0 ? 4 : 8;
            Add(layers[i] + ".conv.weight", 1, channels, channels, 3, 3);
            Affine(layers[i]);
            Add(layers[i] + ".noise.weight", 1);
            Add(layers[i] + ".activate.bias", channels);
            Add(string.Create(CultureInfo.InvariantCulture, $"noises.noise_{i}"), 1, 1, side, side);
        }

        foreach (string rgb in (string[])["to_rgb1", "to_rgbs.0"])
        {
            Add(rgb + ".conv.weight", 1, 3, channels, 1, 1);
            Affine(rgb);
            Add(rgb + ".bias", 1, 3, 1, 1);
        }

        float[] taps = [1, 3, 3, 1];
        StoredTensor kernel = StoredTensor.FromFloats([.. from y in taps from x in taps select y * x / 16], 4, 4);
        tensors["convs.0.conv.blur.kernel"] = kernel;
        tensors["to_rgbs.0.upsample.kernel"] = kernel;
        Add("latent_avg", wDim);
        return new WeightFile(tensors, new Dictionary<string, string>());

        void Affine(string layer)
        {
            Add(layer + ".conv.modulation.weight", channels, wDim);
            Add(layer + ".conv.modulation.bias", channels);
        }

        void Add(string name, params long[] shape)
        {
            var values = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = next++;
            }

            tensors[name] = StoredTensor.FromFloats(values, shape);
        }
    }
}
