using MyStyle.Engine.Hull;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>Codes of W or W+ without any hull, for comparison (C.4) and for anchors when there is no encoder.</summary>
internal sealed class FreeCodes : IProjectionCodes
{
    private readonly Tensor _codes;
    private readonly int _layers;

    /// <param name="start">The code every picture starts at, [dim W].</param>
    /// <param name="pictures">How many pictures.</param>
    /// <param name="layers">Layers of the generator.</param>
    /// <param name="plus">Whether every layer has a code of its own.</param>
    /// <param name="device">Where to run.</param>
    public FreeCodes(ReadOnlySpan<double> start, int pictures, int layers, bool plus, Device device)
    {
        _layers = layers;
        int rows = plus ? layers : 1;
        var values = new float[pictures * rows * start.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)start[i % start.Length];
        }

        Variables = new ParameterBuffer([new("codes", StoredTensor.FromFloats(values, pictures, rows, start.Length))], device);
        _codes = Variables.Views["codes"];
    }

    public ParameterBuffer Variables { get; }

    public Tensor Current() => _codes.expand(_codes.shape[0], _layers, _codes.shape[2]);

    public Tensor Penalty() => zeros(_codes.shape[0], device: _codes.device);

    public Tensor Final() => Current();

    public RowMatrix? FinalAlpha(int index) => null;

    public void Dispose() => Variables.Dispose();
}
