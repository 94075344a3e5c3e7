using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tuning;

/// <summary>
/// The photos a tuning aims at: 8-bit on the device, and their perceptual features computed once for as many as fit into a
/// budget, so that memory stays bounded however large the set.
/// </summary>
internal sealed class TuningTargets : IDisposable
{
    private const long CpuBudget = 1L << 30;
    private const int DeviceShare = 4;
    private const int PreparationBatch = 8;

    private readonly ReconstructionLoss _loss;
    private readonly Tensor _pixels;
    private readonly PerceptualFeatures? _features;

    public TuningTargets(IReadOnlyList<RgbImage> photos, ReconstructionLoss loss, Device device)
    {
        _loss = loss;
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        int width = photos[0].Width, height = photos[0].Height;
        _pixels = empty(photos.Count, height, width, 3, dtype: ScalarType.Byte, device: device).DetachFromDisposeScope();
        for (int i = 0; i < photos.Count; i++)
        {
            // One by one: a thousand photos of 1024 pixels together are more than an array holds.
            using Tensor photo = tensor(photos[i].Pixels, [height, width, 3], dtype: ScalarType.Byte);
            using Tensor place = _pixels[i];
            place.copy_(photo);
        }

        PerceptualFeatures first = Prepare(0, 1).Features;
        if (first.ByteLength * photos.Count > Budget(device))
        {
            return;
        }

        _features = first.MakeRoom(photos.Count).DetachFromDisposeScope();
        foreach (int[] chunk in Enumerable.Range(0, photos.Count).Chunk(PreparationBatch))
        {
            // What the network leaves on its way to the features is many times their size: it goes batch by batch.
            using DisposeScope batch = NewDisposeScope();
            _features.Put(chunk[0], Prepare(chunk[0], chunk.Length).Features);
        }
    }

    /// <summary>The targets of some photos, in the current dispose scope.</summary>
    /// <param name="indices">int64 [B]</param>
    public ReconstructionTarget Select(Tensor indices)
    {
        using IDisposable noGrad = no_grad();
        Tensor images = ImageTensors.FromBytes(_pixels.index_select(0, indices));
        return _features is null ? _loss.Prepare(images) : new ReconstructionTarget(images, _features.Select(indices));
    }

    public void Dispose()
    {
        _pixels.Dispose();
        _features?.Dispose();
    }

    /// <summary>Bytes that features may take: a gigabyte of the computer's memory, or a quarter of what the CUDA device has left.</summary>
    private static long Budget(Device device) =>
        device.type == TorchSharp.DeviceType.CUDA && CudaDriver.Memory() is { } memory ? memory.Free / DeviceShare : CpuBudget;

    private ReconstructionTarget Prepare(int from, int count) => _loss.Prepare(ImageTensors.FromBytes(_pixels.narrow(0, from, count)));
}
