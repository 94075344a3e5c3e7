using MyStyle.Engine.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>
/// Takes 8-bit pictures off the device, one after the other. From a GPU they come through one page-locked place: the device writes there by
/// itself, and no memory is asked for in between. Lives on the engine thread.
/// </summary>
internal sealed class FrameReadback : IDisposable
{
    private Tensor? _place;

    /// <summary>Waits for a picture and takes it.</summary>
    /// <param name="bytes">uint8 [1, H, W, 3] on the device.</param>
    /// <param name="into">A picture to overwrite, if it has the size.</param>
    public RgbImage Read(Tensor bytes, RgbImage? into)
    {
        (int height, int width) = ((int)bytes.shape[1], (int)bytes.shape[2]);
        RgbImage picture = into is not null && into.Width == width && into.Height == height
            ? into
            : new RgbImage(width, height, GC.AllocateUninitializedArray<byte>(3 * width * height));
        Locked(bytes).bytes.CopyTo(picture.Pixels);
        return picture;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _place?.Dispose();
        _place = null;
    }

    private Tensor Locked(Tensor bytes)
    {
        if (bytes.device_type == DeviceType.CPU)
        {
            return bytes;
        }

        if (_place is null || !_place.shape.SequenceEqual(bytes.shape))
        {
            _place?.Dispose();
            using Tensor plain = empty(bytes.shape, dtype: ScalarType.Byte);
            _place = plain.pin_memory().DetachFromDisposeScope();
        }

        return _place.copy_(bytes);
    }
}
