using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Workpieces;

/// <summary>Masks, parts of the face, small squares, and the way back into the photo.</summary>
internal sealed partial class WorkpieceService
{
    private const int MostLandmarks = 64;

    private readonly ConcurrentDictionary<string, Point2[]> _landmarks = new(StringComparer.Ordinal);

    public async Task<string> PutMaskAsync(Guid person, Guid workpiece, Stream content, CancellationToken cancellation = default)
    {
        byte[] bytes = await PictureInput.ReadAsync(content, PictureInput.MostMaskBytes, "The mask", cancellation);
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        WorkpieceEntity row = await db.Workpieces.SingleOrDefaultAsync(w => w.Id == workpiece && w.PersonId == person, cancellation) ?? throw Gone();
        row.MaskSha = await Task.Run(() => store.Put(person, ImageWriter.EncodePng(CheckedMask(bytes, PathOf(person, row.AlignedSha))), ".png"), cancellation);
        await SaveAsync(db, row, cancellation);
        return row.MaskSha;
    }

    public async Task RemoveMaskAsync(Guid person, Guid workpiece, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        WorkpieceEntity row = await db.Workpieces.SingleOrDefaultAsync(w => w.Id == workpiece && w.PersonId == person, cancellation) ?? throw Gone();
        row.MaskSha = null;
        await SaveAsync(db, row, cancellation);
    }

    public async Task<EncodedPicture> RegionAsync(Guid person, Guid workpiece, FaceRegion region, CancellationToken cancellation = default)
    {
        WorkpieceEntity row = await RequireAsync(person, workpiece, cancellation);
        byte[] mask = await faces.WorkAsync(
            analyzer =>
            {
                RgbImage picture = Read(person, row.AlignedSha);
                return ImageWriter.EncodePng(FaceRegions.Draw(region, Landmarks(analyzer, row, picture), picture.Width, picture.Height));
            },
            cancellation);
        return new EncodedPicture(mask, "image/png", $"{region}.png");
    }

    public async Task<EncodedPicture> SmallAsync(
        Guid person, Guid workpiece, int? factor, bool enlarged = false, CancellationToken cancellation = default)
    {
        WorkpieceEntity row = await RequireAsync(person, workpiece, cancellation);
        byte[] small = await Task.Run(
            () =>
            {
                RgbImage picture = Read(person, row.AlignedSha);
                RgbImage reduced = factor is null && row.SmallSha is { } own ? Read(person, own) : Reduce(picture, factor ?? Enhancement.DefaultFactor);
                return ImageWriter.EncodePng(enlarged ? Resampler.Resize(reduced, picture.Width, picture.Height) : reduced);
            },
            cancellation);
        return new EncodedPicture(small, "image/png", "small.png");
    }

    public async Task<EncodedPicture> PutBackAsync(
        Guid person, Guid workpiece, string pictureSha, string? maskSha, bool isEnlargement, CancellationToken cancellation = default)
    {
        WorkpieceEntity row = await RequireAsync(person, workpiece, cancellation);
        return await faces.WorkAsync(
            _ =>
            {
                RgbImage picture = Read(person, pictureSha);
                RgbImage whole = WorkpieceJson.Read(row.AlignmentJson) is { } alignment
                    ? PasteBack.Into(Read(person, row.OriginalSha), alignment, isEnlargement ? row.SmallSide : 0, picture, MaskOf(person, maskSha), isEnlargement)
                    : picture;
                bool jpeg = row.OriginalMediaType == "image/jpeg";
                return new EncodedPicture(
                    jpeg ? ImageWriter.EncodeJpeg(whole) : ImageWriter.EncodePng(whole), jpeg ? "image/jpeg" : "image/png",
                    $"{Path.GetFileNameWithoutExtension(row.FileName)}-edited{(jpeg ? ".jpg" : ".png")}");
            },
            cancellation);
    }

    private static RgbImage Reduce(RgbImage picture, int factor) => factor >= 2 && picture.Width % factor == 0 && picture.Width / factor >= 4
        ? Resampler.BoxReduce(picture, factor)
        : throw new EngineException($"A picture of {picture.Width} px cannot be reduced {factor} times: give a divisor of it.");

    private static Mask CheckedMask(byte[] bytes, string alignedPath)
    {
        Mask mask = Mask.Luma(ImageFile.Decode(bytes, "The mask", PictureInput.Limits with { Backdrop = 0 }));
        ImageHeader picture = ImageFile.ReadHeader(alignedPath);
        return mask.Width != picture.Width || mask.Height != picture.Height
            ? throw new EngineException($"The mask is {mask.Width} x {mask.Height}; the picture has {picture.Width} x {picture.Height}. It was not kept.")
            : mask.Values.Any(value => value > 127)
                ? mask
                : throw new EngineException("The mask marks nothing (white is filled), so it was not kept.");
    }

    private Point2[] Landmarks(FaceAnalyzer analyzer, WorkpieceEntity row, RgbImage picture)
    {
        if (_landmarks.TryGetValue(row.AlignedSha, out Point2[]? known))
        {
            return known;
        }

        DetectedFace face = new PhotoPreparation(analyzer, picture.Width).MainFace(picture)
            ?? throw new EngineException($"No face was found in {row.FileName}, so its parts are not known. Paint by hand.");
        if (_landmarks.Count >= MostLandmarks)
        {
            _landmarks.Clear();
        }

        return _landmarks[row.AlignedSha] = [.. face.Landmarks];
    }
}
