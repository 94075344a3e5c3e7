using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>One rendering whose gradients are wanted.</summary>
/// <param name="images">What was rendered, [B, 3, R, R].</param>
/// <param name="backward">What takes the images' gradients on; null if they flow by themselves.</param>
internal sealed class SynthesisPass(Tensor images, Action<Tensor>? backward)
{
    /// <summary>What was rendered, nominally in [-1, 1]; a loss of it may be taken backwards once.</summary>
    public Tensor Images => images;

    /// <summary>Takes the gradients that the loss left on to the codes and to the weights, whichever ask for them.</summary>
    public void Backward()
    {
        if (backward is not null && images.grad is { } gradient)
        {
            backward(gradient);
        }
    }
}
