using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;

namespace MyStyle.Studio.Components.Editing;

/// <summary>What a desk opened.</summary>
/// <param name="Generator">The generator in use.</param>
/// <param name="Code">The picture's code; null for the middle of the anchors.</param>
/// <param name="FileName">What the picture is called.</param>
/// <param name="Original">Where the aligned photo is; null for none.</param>
/// <param name="Beta">The dial at the start.</param>
/// <param name="Resolution">Side of the generator's pictures.</param>
/// <param name="Sliders">The directions.</param>
/// <param name="Thumbnails">Where each anchor's photo is, by row.</param>
/// <param name="Refined">Generators that were refined on this picture.</param>
internal sealed record DeskScene(
    Guid Generator, Guid? Code, string FileName, string? Original, double Beta, int Resolution, IReadOnlyList<DirectionView> Sliders,
    IReadOnlyDictionary<int, string> Thumbnails, IReadOnlyList<GeneratorEntity> Refined);
