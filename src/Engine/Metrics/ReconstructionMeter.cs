using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using static TorchSharp.torch;

namespace MyStyle.Engine.Metrics;

/// <summary>Compares photos with the renderings of their codes, in batches.</summary>
public static class ReconstructionMeter
{
    private const int Batch = 8;

    /// <summary>Renders one code of W a photo and compares.</summary>
    /// <param name="generator">The prior, or the tuned generator.</param>
    /// <param name="anchors">[N, dim W]</param>
    /// <param name="photos">N aligned photos of the generator's resolution.</param>
    /// <param name="loss">Measures the distances.</param>
    /// <param name="faces">Measures identity; null leaves it out.</param>
    /// <param name="progress">Told between batches: photos looked at so far, each once for every thing that is done to it.</param>
    public static ReconstructionFigures OfAnchors(
        StyleGenerator generator, RowMatrix anchors, IReadOnlyList<RgbImage> photos, ReconstructionLoss loss, FaceAnalyzer? faces,
        IProgress<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(photos);
        using IDisposable noGrad = no_grad();
        using Tensor codes = Codes.ToTensor(anchors, generator.Device);
        var renderings = new List<RgbImage>(photos.Count);
        for (int i = 0; i < photos.Count; i += Batch)
        {
            using var scope = NewDisposeScope();
            Tensor batch = codes.narrow(0, i, Math.Min(Batch, photos.Count - i));
            renderings.AddRange(ImageTensors.ToImages(generator.Synthesis.Forward(generator.Broadcast(batch))));
            progress?.Report(renderings.Count);
        }

        return Compare(renderings, photos, loss, faces, generator.Device, progress);
    }

    /// <summary>Compares pictures with photos of the same size, one by one.</summary>
    public static ReconstructionFigures Compare(
        IReadOnlyList<RgbImage> pictures, IReadOnlyList<RgbImage> photos, ReconstructionLoss loss, FaceAnalyzer? faces, Device device,
        IProgress<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(loss);
        using IDisposable noGrad = no_grad();
        var lpips = new List<double>(photos.Count);
        var l2 = new List<double>(photos.Count);
        for (int i = 0; i < photos.Count; i += Batch)
        {
            using var scope = NewDisposeScope();
            int count = Math.Min(Batch, photos.Count - i);
            ReconstructionTarget target = loss.Prepare(ImageTensors.ToTensor([.. photos.Skip(i).Take(count)], device));
            ReconstructionTerms terms = loss.Compare(ImageTensors.ToTensor([.. pictures.Skip(i).Take(count)], device), target);
            lpips.AddRange(terms.Lpips.cpu().data<float>().Select(value => (double)value));
            l2.AddRange(terms.L2.cpu().data<float>().Select(value => (double)value));
            progress?.Report(lpips.Count);
        }

        var identity = new List<double>(photos.Count);
        for (int i = 0; faces is not null && i < photos.Count; i += Batch)
        {
            RgbImage[] some = [.. pictures.Skip(i).Take(Batch)], others = [.. photos.Skip(i).Take(Batch)];
            identity.AddRange(faces.EmbedAligned(some).Zip(faces.EmbedAligned(others), (a, b) => FaceEmbedder.Cosine(a, b)));
            progress?.Report(identity.Count);
        }

        return new ReconstructionFigures(lpips, l2, identity);
    }
}
