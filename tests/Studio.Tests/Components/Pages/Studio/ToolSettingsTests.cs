using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Components.Pages.Studio;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Tests.Components.Pages.Studio;

public sealed class ToolSettingsTests
{
    private static readonly WorkpieceView Piece = new(
        Guid.NewGuid(), Guid.NewGuid(), "me.jpg", "o", "a", null, 0, 0, 0, null, null, false, null, "mask", false, DateTime.UnixEpoch, DateTime.UnixEpoch);

    [Fact]
    public void Order_Inpaint_TakesThePresetAndTheMask()
    {
        PictureOrder order = new ToolSettings(StudioTool.Inpaint).Order(Piece);
        (order.Task, order.MaskSha, order.Factor).ShouldBe((PictureTask.Inpaint, "mask", null));
        order.Betas.ShouldBe([0.02]);
        order.Seeds.ShouldBe([0L]);
    }

    [Fact]
    public void Order_InpaintWithoutAMask_AsksForOne() =>
        Should.Throw<EngineException>(() => new ToolSettings(StudioTool.Inpaint).Order(Piece with { MaskSha = null })).Message.ShouldContain("Paint");

    [Fact]
    public void Order_Ghosts_AreFourBetasFromOneStart()
    {
        PictureOrder order = new ToolSettings(StudioTool.Inpaint) { Candidates = 3, Betas = "0.3", CompareWithPrior = true }.Order(Piece, ghost: true);
        order.Betas.ShouldBe([0, 0.02, 0.05, null]);
        (order.Seeds.Count, order.IsGhostStrip, order.CompareWithPrior).ShouldBe((1, true, false));
    }

    [Fact]
    public void Order_SeveralBetasAndStarts_AreReadAndCounted()
    {
        ToolSettings settings = new(StudioTool.Inpaint) { Betas = "0.01, 0.05; inf 0.01", Candidates = 2, Seed = 5 };
        PictureOrder order = settings.Order(Piece);
        order.Betas.ShouldBe([0.01, 0.05, null]);
        order.Seeds.ShouldBe([5L, 6L]);
        settings.Candidates = 12;
        Should.Throw<EngineException>(() => settings.Order(Piece)).Message.ShouldContain("36 candidates");
        settings.Betas = "much";
        Should.Throw<EngineException>(() => settings.Order(Piece)).Message.ShouldContain("'much'");
    }

    [Fact]
    public void Order_Upscale_ReducesOnlyWhatIsLarge()
    {
        ToolSettings settings = new(StudioTool.Upscale) { Factor = 4 };
        settings.Order(Piece).Factor.ShouldBe(4);
        settings.Order(Piece with { SmallSide = 40, SmallSha = "s" }).Factor.ShouldBeNull();
        settings.Order(Piece).CompareWithPrior.ShouldBeTrue();
        settings.Order(Piece).Betas.ShouldBe([0.05]);
    }

    [Fact]
    public void Order_RestoreWithChips_ComposesWhatBefellIt()
    {
        ToolSettings settings = new(StudioTool.Restore);
        settings.Order(Piece).Task.ShouldBe(PictureTask.Invert);
        DegradationChip blur = settings.Chips.Single(chip => chip.Label == "Blur"), jpeg = settings.Chips.Single(chip => chip.Label == "JPEG");
        (blur.IsOn, blur.IsEstimated, blur.Strength) = (true, false, 2.5);
        jpeg.IsOn = true;
        PictureOrder order = settings.Order(Piece);
        order.Task.ShouldBe(PictureTask.Restore);
        order.Degradation.ShouldBe("blur:2.5,jpeg");
        settings.Degradation(known: true).ShouldBe("blur:2.5,jpeg:30");
    }
}
