namespace MyStyle.Engine.Models;

/// <summary>How the published files become the file that is used.</summary>
public enum ModelAssembly
{
    /// <summary>The one published file is used as it is.</summary>
    AsPublished,

    /// <summary>A torchvision backbone (first source) and the LPIPS linear layers (second source) in one safetensors file.</summary>
    Lpips,
}
