using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Metrics;

public class PerceptualDistancesTests : TensorTest
{
    private const float Tolerance = 1e-5f;

    private readonly PerceptualNetwork _network;

    // Not a field initialiser: those run before the base class loads libtorch.
    public PerceptualDistancesTests() =>
        _network = PerceptualNetwork.Load(Safetensors.Read(Repository.Asset("models", "perceptual_narrow.safetensors")), CPU);

    [Theory]
    [InlineData(96L << 20)]
    [InlineData(1)]
    [InlineData(600_000)]
    public void Pairwise_InBlocksOfAnySize_IsSymmetricAndEqualsTheNetworksDistance(long keptBytes)
    {
        RgbImage[] pictures = Pictures(11);
        float[,] distances = new PerceptualDistances(_network, CPU) { KeptBytes = keptBytes }.Pairwise(pictures);
        (distances.GetLength(0), distances.GetLength(1)).ShouldBe((11, 11));
        for (int i = 0; i < 11; i++)
        {
            distances[i, i].ShouldBe(0);
            for (int j = 0; j < i; j++)
            {
                distances[i, j].ShouldBe(distances[j, i]);
                distances[i, j].ShouldBe(Expected(pictures[i], pictures[j]), Tolerance);
                distances[i, j].ShouldBeGreaterThan(0.01f);
            }
        }
    }

    [Fact]
    public void Between_TwoSets_GivesARowAPictureAndAColumnAnOther()
    {
        RgbImage[] pictures = Pictures(13);
        float[,] distances = new PerceptualDistances(_network, CPU) { KeptBytes = 600_000 }.Between(pictures[..3], pictures[2..]);
        (distances.GetLength(0), distances.GetLength(1)).ShouldBe((3, 11));
        distances[2, 0].ShouldBe(0, Tolerance);
        distances[0, 10].ShouldBe(Expected(pictures[0], pictures[12]), Tolerance);
        distances[1, 3].ShouldBe(Expected(pictures[1], pictures[5]), Tolerance);
    }

    [Fact]
    public void Pairwise_AnyNumberOfPictures_LeavesNoTensorBehind()
    {
        PerceptualDistances distances = new(_network, CPU) { KeptBytes = 600_000 };
        long before = Tensor.TotalCount;
        distances.Pairwise(Pictures(5));
        distances.Between(Pictures(2), Pictures(3));
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before, "the collector may free what other tests left, nothing may be added");
    }

    [Theory]
    [InlineData(96L << 20)]
    [InlineData(600_000)]
    public void PairwiseSteps_OneByOne_GivesTheSameAndLetsGoWhenItIsLeft(long keptBytes)
    {
        RgbImage[] pictures = Pictures(7);
        PerceptualDistances meter = new(_network, CPU) { KeptBytes = keptBytes };
        float[,] distances = new float[7, 7];
        long before = Tensor.TotalCount;

        meter.PairwiseSteps(pictures, distances).Last().ShouldBe(7);
        meter.PairwiseSteps(pictures, new float[7, 7]).Take(2).Count().ShouldBe(2);

        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before, "the collector may free what other tests left, nothing may be added");
        distances.Cast<float>().ShouldBe(meter.Pairwise(pictures).Cast<float>());
        Should.Throw<ArgumentException>(() => meter.PairwiseSteps(pictures, new float[7, 6])).Message.ShouldContain("[7, 7]");
    }

    [Fact]
    public void Pairwise_OfNothingAndOfOne_IsEmptyAndZero()
    {
        PerceptualDistances distances = new(_network, CPU);
        distances.Pairwise([]).Length.ShouldBe(0);
        distances.Pairwise(Pictures(1)).Cast<float>().ShouldBe([0f]);
    }

    [Fact]
    public void Pairwise_PicturesThatCannotBeCompared_Throws()
    {
        PerceptualDistances distances = new(_network, CPU);
        Should.Throw<ArgumentException>(() => distances.Pairwise([new RgbImage(64, 64), new RgbImage(64, 65)])).Message.ShouldContain("one size");
        Should.Throw<ArgumentException>(() => distances.Pairwise([new RgbImage(8, 8)])).Message.ShouldContain("at least");
    }

    private float Expected(RgbImage picture, RgbImage other) =>
        _network.Distance(picture.ToTensor(CPU), _network.Encode(other.ToTensor(CPU))).item<float>();

    /// <summary>Stripes of different widths and colours.</summary>
    private static RgbImage[] Pictures(int count)
    {
        const int Side = 64;
        return [.. Enumerable.Range(0, count).Select(k =>
        {
            var picture = new RgbImage(Side, Side);
            for (int i = 0; i < picture.Pixels.Length; i++)
            {
                int x = i / 3 % Side, y = i / 3 / Side;
                picture.Pixels[i] = (byte)(((x * (k + 1)) + (y * k)) / 16 % 2 == 0 ? 20 * k : 255 - (30 * (i % 3)));
            }

            return picture;
        })];
    }
}
