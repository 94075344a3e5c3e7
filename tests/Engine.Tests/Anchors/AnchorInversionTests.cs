using MyStyle.Engine.Anchors;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Anchors;

public class AnchorInversionTests : TensorTest
{
    [Fact]
    public void Optimise_WithoutAnEncoder_ComesCloserThanTheMean()
    {
        using StyleGenerator generator = TinyReference.Generator();
        ReconstructionLoss loss = TinyReference.Loss();
        RgbImage[] photos = [TinyReference.Picture("ex_ref"), TinyReference.Picture("ex_p0")];
        RowMatrix anchors = AnchorInversion.Optimise(
            generator, photos, loss, AnchorInversion.OptimisationDefaults with { Steps = 40, LearningRate = 0.2 },
            cancellation: TestContext.Current.CancellationToken);
        anchors.Rows.ShouldBe(2);
        using Tensor mean = generator.MeanW!.unsqueeze(0).expand(2, -1);
        double found = ReconstructionMeter.OfAnchors(generator, anchors, photos, loss, faces: null).MeanLpips;
        found.ShouldBeLessThan(ReconstructionMeter.OfAnchors(generator, Codes.ToMatrix(mean), photos, loss, faces: null).MeanLpips);
    }

    [Fact]
    public void Optimise_WhenCancelled_Stops()
    {
        using StyleGenerator generator = TinyReference.Generator();
        Should.Throw<OperationCanceledException>(() => AnchorInversion.Optimise(
            generator, [TinyReference.Picture("ex_ref")], TinyReference.Loss(), cancellation: new CancellationToken(canceled: true)));
    }
}
