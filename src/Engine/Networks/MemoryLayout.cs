using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>How features lie in memory.</summary>
internal static class MemoryLayout
{
    /// <summary>The same [B, C, H, W] with the channels of a pixel side by side; no copy if they are already.</summary>
    public static Tensor ToChannelsLast(this Tensor features) => features.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
