using System.Runtime.InteropServices;
using System.Text;
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
    public void PackagedShim_NeverCallsTheSymbol()
    {
        // A symbol without a relocation cannot be reached by any code: the reference only holds the version.
        byte[] packaged = File.ReadAllBytes(InPackageCache);
        Relocated(packaged).ShouldContain("_ZNSt8ios_baseD2Ev");
        Relocated(packaged).ShouldNotContain(ElfSymbolRebinder.NewSymbol);
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

    /// <summary>Names of the symbols that the relocations (sections of type 4, 24 bytes an entry) of an ELF64 file point to.</summary>
    private static HashSet<string> Relocated(byte[] elf)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < BitConverter.ToUInt16(elf, 0x3c); i++)
        {
            (uint type, int offset, int size, int link) = Section(elf, i);
            if (type != 4)
            {
                continue;
            }

            (_, int symbols, _, int strings) = Section(elf, link);
            (_, int text, _, _) = Section(elf, strings);
            for (int at = offset; at < offset + size; at += 24)
            {
                int symbol = BitConverter.ToInt32(elf, at + 12);
                int name = text + BitConverter.ToInt32(elf, symbols + (symbol * 24));
                names.Add(Encoding.ASCII.GetString(elf, name, Array.IndexOf(elf, (byte)0, name) - name));
            }
        }

        return names;
    }

    private static (uint Type, int Offset, int Size, int Link) Section(byte[] elf, int index)
    {
        int at = (int)BitConverter.ToInt64(elf, 0x28) + (index * BitConverter.ToUInt16(elf, 0x3a));
        return (BitConverter.ToUInt32(elf, at + 4), (int)BitConverter.ToInt64(elf, at + 24), (int)BitConverter.ToInt64(elf, at + 32), BitConverter.ToInt32(elf, at + 40));
    }

    private static string Property(string name) => (string)AppContext.GetData(name)!;
}
