using MyStyle.Engine.Benchmarks;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Benchmarks;

public class RandomNetworksTests
{
    [Fact]
    public void Generator_HasConfigFsShape()
    {
        GeneratorArchitecture shape = new RandomNetworks(1).Generator(256).Architecture;
        shape.Channels.ShouldBe([512, 512, 512, 512, 512, 256, 128]);
        (shape.LayerCount, shape.WDim, shape.MappingLayers, shape.HasFixedNoise).ShouldBe((14, 512, 8, true));
    }

    [Fact]
    public void GigaMultiplyAdds_OfTheFullSize_IsWhatIsKnownOfIt()
    {
        GeneratorArchitecture full = new(1024, 512, 512, 8, [512, 512, 512, 512, 512, 256, 128, 64, 32], null, true, true);
        RandomNetworks.GigaMultiplyAdds(full).ShouldBe(74, 3);
    }
}
