namespace MyStyle.Studio.Components.Editing;

/// <summary>What came of opening a desk; one of three.</summary>
/// <param name="Scene">What it shows.</param>
/// <param name="NeedsCode">The picture has to be found in the prior first.</param>
/// <param name="Problem">Why there is nothing to edit, in a sentence.</param>
internal sealed record DeskOpening(DeskScene? Scene, bool NeedsCode = false, string? Problem = null);
