using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Runtime;

public class EngineDeviceTests
{
    [Theory]
    [InlineData("auto", 0, "cpu")]
    [InlineData("auto", 2, "cuda:0")]
    [InlineData("CPU", 2, "cpu")]
    [InlineData("cuda", 1, "cuda:0")]
    [InlineData("cuda:1", 2, "cuda:1")]
    public void Resolve_KnownDevice_IsIt(string text, int cudaDevices, string expected) =>
        EngineDevice.Resolve(text, With(cudaDevices)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("cuda", 0, "no CUDA device")]
    [InlineData("cuda:1", 1, "only cuda:0")]
    [InlineData("cuda:7", 4, "cuda:0 to cuda:3")]
    public void Resolve_AbsentDevice_SaysWhatThereIs(string text, int cudaDevices, string expected) =>
        Should.Throw<EngineException>(() => EngineDevice.Resolve(text, With(cudaDevices))).Message.ShouldContain(expected);

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1x")]
    public void Parse_NoDevice_SaysWhatIs(string text) =>
        Should.Throw<EngineException>(() => EngineDevice.Parse(text)).Message.ShouldContain("auto, cpu or cuda:N");

    private static TorchInfo With(int cudaDevices) => new("2.10.0", "/lib", true, cudaDevices, 2, []);
}
