using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Runtime;

public class PrecisionChoiceTests
{
    [Theory]
    [InlineData("auto", -1, Precision.Float32)]
    [InlineData("FP32", 0, Precision.Float32)]
    [InlineData("bf16", -1, Precision.BFloat16)]
    [InlineData("bf16", 1, Precision.BFloat16)]
    public void Resolve_KnownPrecision_IsIt(string text, int cuda, Precision expected) =>
        PrecisionChoice.Resolve(text, cuda < 0 ? EngineDevice.Cpu : EngineDevice.Cuda(cuda)).ShouldBe(expected);

    [Theory]
    [InlineData(9, Precision.BFloat16)]
    [InlineData(8, Precision.BFloat16)]
    [InlineData(7, Precision.Tf32)]
    [InlineData(null, Precision.Tf32)]
    public void Resolve_AutoOnCuda_IsWhatTheHardwareIsFastIn(int? generation, Precision expected) =>
        PrecisionChoice.Resolve("auto", EngineDevice.Cuda(1), index => index == 1 ? generation : null).ShouldBe(expected);

    [Fact]
    public void Resolve_Tf32OnTheCpu_SaysWhatThereIs() =>
        Should.Throw<EngineException>(() => PrecisionChoice.Resolve("tf32", EngineDevice.Cpu)).Message.ShouldContain("only CUDA devices have it");

    [Theory]
    [InlineData("fp16")]
    [InlineData("32")]
    public void Parse_NoPrecision_SaysWhatIs(string text) =>
        Should.Throw<EngineException>(() => PrecisionChoice.Parse(text)).Message.ShouldContain("auto, fp32, tf32 or bf16");

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Tf32)]
    [InlineData(Precision.BFloat16)]
    public void Name_IsWhatParseReads(Precision precision) => PrecisionChoice.Parse(precision.Name()).ShouldBe(precision);
}
