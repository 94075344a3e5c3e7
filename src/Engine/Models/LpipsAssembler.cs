using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Models;

/// <summary>Makes one LPIPS file of a torchvision backbone and the linear layers.</summary>
internal static class LpipsAssembler
{
    public static void Combine(string backbone, string lins, string target) =>
        throw new EngineException($"Cannot combine {backbone} and {lins} into {target} yet.");
}
