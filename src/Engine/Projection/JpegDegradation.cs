using MyStyle.Engine.Imaging;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Projection;

/// <summary>
/// The picture was compressed as JPEG: colours at half resolution below quality 90, 8 by 8 cosine transform, coefficients rounded to
/// the steps of the quality. Forward it is what a JPEG file does. Rounding has no gradient, so backward it counts as if it were
/// not there: where the rendering rounds to what the file holds, the difference and with it the gradient is zero, and elsewhere
/// the gradient points to the file's value. A smooth stand-in for rounding would leave a difference where the file has none.
/// </summary>
/// <param name="quality">1 to 100, as libjpeg counts.</param>
public sealed class JpegDegradation(int quality) : IDegradation, IDisposable
{
    private const int Block = 8;

    /// <summary>Half a grey level is what [-1, 1] times 127.5 and levels less 128 differ by.</summary>
    private const float Centre = 0.5f;

    private readonly List<Tensor> _owned = [];
    private Tensor? _toYcc;
    private Tensor? _toRgb;
    private Tensor? _basis;
    private Tensor? _luma;
    private Tensor? _chroma;

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (_basis is null)
        {
            Prepare(images.device);
        }

        Tensor ycc = conv2d(images * 127.5f, _toYcc!);
        Tensor luma = Round(ycc.narrow(1, 0, 1) - Centre, _luma!) + Centre;
        Tensor colours = ycc.narrow(1, 1, 2);
        if (quality >= JpegTables.FullChroma)
        {
            colours = Round(colours, _chroma!);
        }
        else
        {
            (long height, long width) = (images.shape[2], images.shape[3]);
            Tensor half = Round(avg_pool2d(Pad(colours, 2), 2), _chroma!);

            // Between two samples as the decoder does it: three quarters of the nearer, one of the other.
            colours = interpolate(half, size: [2 * half.shape[2], 2 * half.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false)
                .narrow(2, 0, height).narrow(3, 0, width);
        }

        return conv2d(cat([luma, colours], 1), _toRgb!) / 127.5f;
    }

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    /// <summary>Rounds the coefficients of planes [B, C, H, W] in levels around zero.</summary>
    private Tensor Round(Tensor planes, Tensor steps)
    {
        (long batch, long channels, long height, long width) = (planes.shape[0], planes.shape[1], planes.shape[2], planes.shape[3]);
        Tensor padded = Pad(planes, Block);
        (long rows, long columns) = (padded.shape[2], padded.shape[3]);
        Tensor scaled = conv2d(padded.reshape(batch * channels, 1, rows, columns), _basis!, strides: [Block, Block]) / steps;
        Tensor rounded = scaled + (scaled.round() - scaled).detach();
        Tensor back = conv_transpose2d(rounded * steps, _basis!, strides: [Block, Block]);
        return back.view(batch, channels, rows, columns).narrow(2, 0, height).narrow(3, 0, width);
    }

    /// <summary>Repeats the last row and column up to a multiple of <paramref name="unit"/>.</summary>
    private static Tensor Pad(Tensor planes, long unit)
    {
        long down = (unit - (planes.shape[2] % unit)) % unit, right = (unit - (planes.shape[3] % unit)) % unit;
        return down == 0 && right == 0 ? planes : pad(planes, [0, right, 0, down], PaddingModes.Replicate);
    }

    private void Prepare(Device device)
    {
        _basis = Keep(JpegTables.Basis(), 64, 1, Block, Block);
        _luma = Keep(JpegTables.LumaSteps(quality), 1, 64, 1, 1);
        _chroma = Keep(JpegTables.ChromaSteps(quality), 1, 64, 1, 1);
        _toYcc = Keep([0.299f, 0.587f, 0.114f, -0.168736f, -0.331264f, 0.5f, 0.5f, -0.418688f, -0.081312f], 3, 3, 1, 1);
        _toRgb = Keep([1, 0, 1.402f, 1, -0.344136f, -0.714136f, 1, 1.772f, 0], 3, 3, 1, 1);

        Tensor Keep(float[] values, params long[] shape)
        {
            Tensor kept = tensor(values, shape, device: device).DetachFromDisposeScope();
            _owned.Add(kept);
            return kept;
        }
    }
}
