using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Studio.Workpieces;

/// <summary>What was cut out of a photo.</summary>
/// <param name="Aligned">The square at the generator's resolution.</param>
/// <param name="Alignment">Where it was cut out; null if the photo was aligned already.</param>
/// <param name="Small">The square at its own scale when that has far fewer pixels than the generator's; null otherwise.</param>
/// <param name="Remark">What was done, in a sentence; null if nothing was.</param>
internal sealed record CutPicture(RgbImage Aligned, Alignment? Alignment, RgbImage? Small, string? Remark);
