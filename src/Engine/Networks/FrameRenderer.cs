using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.StyleGan2;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>
/// Renders one code after the other, as scrubbing does, and repeats no work between them: layers before the first row of W+ that
/// changed are taken from the frame before. Equals <see cref="SynthesisNetwork.Forward(Tensor, NoiseMode)"/> to the bit. Lives on
/// the engine thread.
/// </summary>
public sealed class FrameRenderer : IDisposable
{
    private readonly StyleGenerator _generator;
    private readonly SynthesisTrace _trace = new();
    private RowMatrix? _last;

    /// <summary>Prepares the network once; nothing is rendered yet.</summary>
    /// <param name="generator">Belongs to the caller. Its weights must not change from here on.</param>
    public FrameRenderer(StyleGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _generator = generator;
        generator.Synthesis.Freeze();
    }

    /// <summary>Renders a code.</summary>
    /// <param name="code">[layers, dim W]</param>
    /// <param name="maxSide">
    /// The largest side wanted, in pixels: rendering ends at the largest of the network's resolutions (4, 8, 16, ...) that fits.
    /// Such a preview lacks what the later layers would have added, contrast included; null renders all.
    /// </param>
    /// <returns>The picture, rounded to the nearest level.</returns>
    public RgbImage Render(RowMatrix code, int? maxSide = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        _trace.ForgetFrom(FirstChange(code));

        // Unknown until this frame is complete: a failure on the way leaves no half-true trace behind.
        _last = null;
        Tensor ws = Codes.ToTensor(code, _generator.Device).unsqueeze(0);
        Tensor picture = _generator.Synthesis.Forward(ws, NoiseMode.Const, Side(maxSide), _trace);
        RgbImage image = ImageTensors.ToImages(picture)[0];
        _last = code.Clone();
        return image;
    }

    /// <summary>Frees what the last frame left for the next; the generator stays.</summary>
    public void Dispose() => _trace.Dispose();

    private int FirstChange(RowMatrix code)
    {
        if (_last is not { } last || last.Rows != code.Rows || last.Columns != code.Columns)
        {
            return 0;
        }

        int row = 0;
        while (row < code.Rows && code.Row(row).SequenceEqual(last.Row(row)))
        {
            row++;
        }

        return row;
    }

    private int Side(int? maxSide)
    {
        if (maxSide is not { } most)
        {
            return _generator.Architecture.Resolution;
        }

        int smallest = _generator.Architecture.BlockResolutions.First();
        ArgumentOutOfRangeException.ThrowIfLessThan(most, smallest, nameof(maxSide));
        return _generator.Architecture.BlockResolutions.Last(side => side <= most);
    }
}
