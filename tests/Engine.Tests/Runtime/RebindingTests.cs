using System.Runtime.InteropServices;
using MyStyle.Build;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Runtime;

/// <summary>Holds the claims of docs/adr/0004-libstdcxx-rebinding.md to the files.</summary>
public class RebindingTests
{
    private static string Staged => Path.Combine(Property("MyStyle.TorchShimDirectory"), "libLibTorchSharp.so");

    private static string InPackageCache => Property("MyStyle.TorchShimSource");

    [Fact]
    public void PackagedShim_StillNeedsExactlyTheOneNewSymbol()
    {
        // If this fails, TorchSharp was built differently: drop the rebinding, or look at what else it needs now.
        byte[] packaged = File.ReadAllBytes(InPackageCache);
        ElfSymbolRebinder.SymbolsNeeding(packaged, ElfSymbolRebinder.NewVersion).ShouldBe([ElfSymbolRebinder.NewSymbol]);
    }

    [Fact]
    public void StagedShim_NeedsNoNewLibstdcxx()
    {
        byte[] staged = File.ReadAllBytes(Staged);
        ElfSymbolRebinder.Needs(staged, ElfSymbolRebinder.NewVersion).ShouldBeFalse();
        ElfSymbolRebinder.SymbolsNeeding(staged, ElfSymbolRebinder.BaseVersion).ShouldContain(ElfSymbolRebinder.OldSymbol);
    }

    [Fact]
    public void StagedShim_DiffersFromThePackagedOneInFewBytes()
    {
        byte[] staged = File.ReadAllBytes(Staged);
        byte[] packaged = File.ReadAllBytes(InPackageCache);
        staged.Length.ShouldBe(packaged.Length);
        Enumerable.Range(0, staged.Length).Count(i => staged[i] != packaged[i]).ShouldBeInRange(1, 48);
    }

    [Fact]
    public void Rebinding_IsIdempotent()
    {
        byte[] staged = File.ReadAllBytes(Staged);
        ElfSymbolRebinder.Rebind(staged).ShouldBeFalse();
        staged.ShouldBe(File.ReadAllBytes(Staged));
    }

    [Fact]
    public void StandInConstructor_IsInThisMachinesLibstdcxx()
    {
        nint libstdcxx = NativeLibrary.Load("libstdc++.so.6");
        NativeLibrary.TryGetExport(libstdcxx, ElfSymbolRebinder.OldSymbol, out _).ShouldBeTrue();
    }

    [Fact]
    public void StagedShim_ResolvesEveryTensorFunctionInTheLoadedLibTorch()
    {
        TorchInfo info = TorchRuntime.Load();
        nint[] loaded = [.. new[] { "c10", "torch_cpu", "torch" }.Select(name => NativeLibrary.Load(Path.Combine(info.Directory, LibTorchFolder.FileName(name))))];
        using ElfLibrary shim = ElfLibrary.Open(Staged);
        string[] imports = [.. shim.UnversionedImports()];
        imports.Length.ShouldBeGreaterThan(1000);
        imports.Where(name => !loaded.Any(library => NativeLibrary.TryGetExport(library, name, out _))).ShouldBeEmpty();
    }

    private static string Property(string name) => (string)AppContext.GetData(name)!;
}
