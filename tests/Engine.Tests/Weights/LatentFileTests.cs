using System.Text;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

public sealed class LatentFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnchorFixture_IsOnePointOfW()
    {
        string path = Golden.File("fixture_anchor_1xLx32.pt");

        float[] w = LatentFile.ReadW(path).ShouldHaveSingleItem();

        w.Length.ShouldBe(32);
        float[][] rows = LatentFile.ReadWPlus(path).ShouldHaveSingleItem();
        rows.Length.ShouldBe(10);
        rows.ShouldAllBe(row => row.SequenceEqual(w));
    }

    [Fact]
    public void Codes_OfEveryShape_AreRead()
    {
        float[] values = [1, 2, 1, 2, 1, 2];

        LatentFile.ReadW(Save(values, 6)).ShouldBe([[1, 2, 1, 2, 1, 2]]);
        LatentFile.ReadW(Save(values, 3, 2)).ShouldBe([[1, 2], [1, 2], [1, 2]], "three codes");
        LatentFile.ReadW(Save(values, 3, 2), layers: 3).ShouldBe([[1, 2]], "one code of three layers");
        LatentFile.ReadW(Save(values, 1, 3, 2)).ShouldBe([[1, 2]]);
        LatentFile.ReadW(Save([1, 2, 1, 2, 3, 4, 3, 4], 2, 2, 2)).ShouldBe([[1, 2], [3, 4]]);
        LatentFile.ReadW(Save([1, 2, 1, 2, 3, 4, 3, 4], 2, 1, 2, 2)).ShouldBe([[1, 2], [3, 4]], "the stack google/mystyle makes");
    }

    [Fact]
    public void WPlusCode_IsNoAnchor()
    {
        string path = Save([1, 2, 1, 3], 1, 2, 2);

        Should.Throw<EngineException>(() => LatentFile.ReadW(path)).Message.ShouldContain("W+");
        LatentFile.ReadWPlus(path).ShouldHaveSingleItem().ShouldBe([[1, 2], [1, 3]]);
    }

    [Fact]
    public void Alpha_IsLayersByAnchors()
    {
        LatentFile.ReadAlpha(Save([0.5f, 0.5f, 0, 1], 1, 2, 2)).ShouldBe([[0.5f, 0.5f], [0, 1]]);
        Should.Throw<EngineException>(() => LatentFile.ReadAlpha(Save([1, 2], 2))).Message.ShouldContain("alpha coordinates");
    }

    [Theory]
    [InlineData("smile.pt")]
    [InlineData("rotation.pt")]
    [InlineData("age.pt")]
    public void FfhqDirection_IsRead(string name) =>
        LatentFile.ReadDirection(Golden.Shared("models", "directions-ffhq", name)).Length.ShouldBe(512);

    [Fact]
    public void Direction_RowsAlike_IsOneRow()
    {
        LatentFile.ReadDirection(Save([3, 4, 3, 4], 2, 2)).ShouldBe([3, 4]);
        LatentFile.ReadDirection(Save([3, 4], 1, 2)).ShouldBe([3, 4]);
        LatentFile.ReadDirection(Save([3, 4], 2)).ShouldBe([3, 4]);
        Should.Throw<EngineException>(() => LatentFile.ReadDirection(Save([3, 4, 5, 4], 2, 2))).Message.ShouldContain("each layer");
    }

    [Fact]
    public void NotFinite_IsRefused() =>
        Should.Throw<EngineException>(() => LatentFile.ReadW(Save([1, float.NaN], 1, 2))).Message.ShouldContain("not finite");

    [Fact]
    public void SeveralTensors_AreNoCode() =>
        Should.Throw<EngineException>(() => LatentFile.ReadW(Repository.Asset("models", "demo-faces-128.safetensors"))).Message.ShouldContain("holds one");

    [Theory]
    [InlineData(1, "<f4", false)]
    [InlineData(2, "<f4", false)]
    [InlineData(3, "<f4", true)]
    public void NumpyFile_OfEveryVersion_IsRead(int version, string type, bool columns)
    {
        float[] values = columns ? [1, 4, 2, 5, 3, 6] : [1, 2, 3, 4, 5, 6];
        string path = _folder.Write("direction.npy", Npy(version, type, columns, "(2, 3)", StoredTensor.FromFloats(values, 6).Data.ToArray()));

        StoredTensor tensor = WeightReader.Read(path).Tensors[WeightFile.Bare];

        tensor.Shape.ShouldBe([2, 3]);
        tensor.ToFloats().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory]
    [InlineData("|O", "(1,)", "type |O")]
    [InlineData(">f4", "(1,)", "type >f4")]
    [InlineData("<f4", "(2,)", "does not fit")]
    [InlineData("<f4", "(99999999999,)", "damaged")]
    [InlineData("<f4", "(2000000000, 2000000000, 2000000000, 2000000000, 2000000000)", "does not fit")]
    public void NumpyFile_Unsuitable_IsNamed(string type, string shape, string message) =>
        Should.Throw<EngineException>(() => WeightReader.Read(_folder.Write("x.npy", Npy(1, type, false, shape, new byte[4])))).Message.ShouldContain(message);

    private static byte[] Npy(int version, string type, bool columns, string shape, byte[] data)
    {
        byte[] header = Encoding.Latin1.GetBytes($"{{'descr': '{type}', 'fortran_order': {(columns ? "True" : "False")}, 'shape': {shape}, }}\n");
        var length = new byte[version == 1 ? 2 : 4];
        length[0] = checked((byte)header.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. header, .. data];
    }

    private string Save(float[] values, params long[] shape)
    {
        string path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.pt");
        TorchFile.WriteTensor(path, StoredTensor.FromFloats(values, shape));
        return path;
    }
}
