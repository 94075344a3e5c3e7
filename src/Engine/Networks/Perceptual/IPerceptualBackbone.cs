using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual;

/// <summary>The convolutional part of a perceptual network.</summary>
internal interface IPerceptualBackbone
{
    string Name { get; }

    /// <summary>The smallest side, in pixels, that every pooling survives.</summary>
    int MinimumSize { get; }

    /// <summary>Runs the network over normalised pictures [B, 3, H, W]; returns its taps, shallow to deep.</summary>
    IReadOnlyList<Tensor> Forward(Tensor x);
}
