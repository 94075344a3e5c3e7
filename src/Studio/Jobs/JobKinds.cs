using MyStyle.Studio.Data;

namespace MyStyle.Studio.Jobs;

/// <summary>Questions about kinds of jobs.</summary>
public static class JobKinds
{
    /// <summary>Whether somebody waits for it: it goes before what takes long, and beside a training that runs.</summary>
    public static bool IsShort(this JobKind kind) =>
        kind is JobKind.Invert or JobKind.Inpaint or JobKind.Upscale or JobKind.Restore or JobKind.Refine;
}
