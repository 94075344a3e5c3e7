using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>
/// Renders one code after the other, as scrubbing does. On a CPU it repeats no work between them: layers before the first row of W+
/// that changed are taken from the frame before. On a GPU a frame is one recorded piece of work. Equals
/// <see cref="SynthesisNetwork.Forward(Tensor, NoiseMode)"/> to the bit. Lives on the engine thread.
/// </summary>
public sealed class FrameRenderer : IDisposable
{
    private readonly StyleGenerator _generator;
    private readonly bool _repeats;
    private readonly SynthesisTrace _trace = new();
    private readonly Dictionary<int, RepeatedWork> _work = [];
    private readonly FrameReadback _readback = new();
    private Tensor? _ws;
    private RowMatrix? _last;

    /// <summary>Prepares the network once; nothing is rendered yet.</summary>
    /// <param name="generator">Belongs to the caller. Its weights must not change from here on.</param>
    public FrameRenderer(StyleGenerator generator)
        : this(generator, generator?.Device.type == TorchSharp.DeviceType.CUDA)
    {
    }

    internal FrameRenderer(StyleGenerator? generator, bool repeats)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _repeats = repeats;
        _generator = generator;
        generator.Synthesis.Freeze();
    }

    /// <summary>Renders a code.</summary>
    /// <param name="code">[layers, dim W]</param>
    /// <param name="maxSide">
    /// The largest side wanted, in pixels: rendering ends at the largest of the network's resolutions (4, 8, 16, ...) that fits.
    /// Such a preview lacks what the later layers would have added, contrast included; null renders all.
    /// </param>
    /// <param name="into">
    /// A picture of the same size that is not needed any more: it is overwritten. Where memory is dear to get, in a virtual machine, fresh
    /// megabytes for every frame take longer than the frame.
    /// </param>
    /// <returns>The picture, rounded to the nearest level; <paramref name="into"/> if that fits.</returns>
    public RgbImage Render(RowMatrix code, int? maxSide = null, RgbImage? into = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        return _repeats ? Repeat(code, Side(maxSide), into) : Retrace(code, Side(maxSide), into);
    }

    /// <summary>Frees what the last frame left for the next; the generator stays.</summary>
    public void Dispose()
    {
        _trace.Dispose();
        foreach (RepeatedWork work in _work.Values)
        {
            work.Dispose();
        }

        _work.Clear();
        _readback.Dispose();
        _ws?.Dispose();
    }

    /// <summary>On a GPU every layer again, launched as a whole: that takes less than to launch half of them one by one.</summary>
    private RgbImage Repeat(RowMatrix code, int side, RgbImage? into)
    {
        Tensor ws = Codes.ToTensor(code, CPU).unsqueeze(0);
        _ws ??= ws.to(_generator.Device, copy: true).DetachFromDisposeScope();
        _ws.copy_(ws);
        if (!_work.TryGetValue(side, out RepeatedWork? work))
        {
            work = new RepeatedWork(
                _generator.Device, (long)side * side,
                () => ImageTensors.ToBytes(_generator.Synthesis.Forward(_ws, NoiseMode.Const, side, trace: null)));
            _work.Add(side, work);
        }

        return _readback.Read(work.Run(), into);
    }

    /// <summary>On a CPU only the layers from the first change on.</summary>
    private RgbImage Retrace(RowMatrix code, int side, RgbImage? into)
    {
        _trace.ForgetFrom(FirstChange(code));

        // Unknown until this frame is complete: a failure on the way leaves no half-true trace behind.
        _last = null;
        Tensor ws = Codes.ToTensor(code, _generator.Device).unsqueeze(0);
        Tensor picture = _generator.Synthesis.Forward(ws, NoiseMode.Const, side, _trace);
        RgbImage image = _readback.Read(ImageTensors.ToBytes(picture), into);
        _last = code.Clone();
        return image;
    }

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
