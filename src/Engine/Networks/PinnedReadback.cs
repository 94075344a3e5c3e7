using MyStyle.Engine.Imaging;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>
/// Brings 8-bit pictures from a GPU into the computer's memory, one after the other through the same page-locked place: the device writes
/// there by itself, and no memory is asked for in between. Lives on the engine thread.
/// </summary>
internal sealed class PinnedReadback : IDisposable
{
    private Tensor? _place;

    /// <summary>Waits for a picture and takes it.</summary>
    /// <param name="bytes">uint8 [1, H, W, 3] on the device.</param>
    public RgbImage Read(Tensor bytes)
    {
        if (_place is null || !_place.shape.SequenceEqual(bytes.shape))
        {
            _place?.Dispose();
            using Tensor plain = empty(bytes.shape, dtype: ScalarType.Byte);
            _place = plain.pin_memory().DetachFromDisposeScope();
        }

        _place.copy_(bytes);
        byte[] pixels = GC.AllocateUninitializedArray<byte>((int)bytes.numel());
        _place.bytes.CopyTo(pixels);
        return new RgbImage((int)bytes.shape[2], (int)bytes.shape[1], pixels);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _place?.Dispose();
        _place = null;
    }
}
