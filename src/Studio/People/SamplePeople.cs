using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.People;

/// <summary>Brings the sample person: album, generator, and test photos that are inverted already. No network runs for it.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="models">Where the prior is.</param>
/// <param name="people">Keeps the person.</param>
/// <param name="intake">Takes the generator over.</param>
/// <param name="album">Describes the photos.</param>
/// <param name="photos">Looks at the album afterwards.</param>
/// <param name="pictures">Keeps test photos and codes.</param>
/// <param name="time">Tells the time.</param>
internal sealed class SamplePeople(
    IDbContextFactory<StudioDb> contexts, DataFolder folder, ModelDirectories models, PeopleDesk people, GeneratorIntake intake, AlbumIntake album,
    IPhotos photos, PictureStore pictures, TimeProvider time) : ISamplePeople, IDisposable
{
    private const string Name = "Sam (synthetic)";
    private const string MarkFile = "sample-person";
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Whether the sample person was brought once; it is not brought again unasked.</summary>
    public bool WasBrought => File.Exists(Mark);

    private string Mark => Path.Combine(folder.Root, MarkFile);

    /// <inheritdoc/>
    public async Task<Guid?> FindAsync(CancellationToken cancellation = default)
    {
        if (!WasBrought || !Guid.TryParse(await File.ReadAllTextAsync(Mark, cancellation), out Guid id))
        {
            return null;
        }

        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        return await db.People.AnyAsync(p => p.Id == id, cancellation) ? id : null;
    }

    /// <inheritdoc/>
    public async Task<Guid> BringAsync(CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await FindAsync(cancellation) ?? await MakeAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<Guid> MakeAsync(CancellationToken cancellation)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        var row = new PersonEntity { Name = Name, IsSynthetic = true, Prior = ModelCatalogue.DemoPrior, CreatedUtc = now, UpdatedUtc = now };
        List<WorkpieceEntity> workpieces = [];
        List<CodeEntity> codes = [];
        await Task.Run(
            () =>
            {
                SamplePerson sample = SamplePerson.Open(models);
                GeneratorEntity generator = TakeGenerator(row.Id, sample.Person);
                row.Generators.Add(generator);
                row.GeneratorId = generator.Id;
                row.Photos.AddRange(CopyAlbum(row.Id));
                OpenTestPhotos(row.Id, generator, sample, workpieces, codes);
                row.CoverSha = workpieces[0].AlignedSha;
            },
            cancellation);
        await people.AddAsync(row, cancellation, db =>
        {
            db.Workpieces.AddRange(workpieces);
            db.Codes.AddRange(codes);
        });
        AtomicFile.Write(Mark, row.Id.ToString());
        photos.Curate(row.Id);
        return row.Id;
    }

    private GeneratorEntity TakeGenerator(Guid person, Person content)
    {
        string finished = folder.NewIncoming();
        PersonFolder.Save(finished, content);
        return intake.Take(person, finished, content, "Sample");
    }

    private List<PhotoEntity> CopyAlbum(Guid person)
    {
        string source = SamplePerson.Folder ?? throw new EngineException("The sample person is missing: the installation is incomplete.");
        Directory.CreateDirectory(folder.Photos(person));
        return [.. Directory.EnumerateFiles(source, "*.jpg").Order(StringComparer.Ordinal).Select(path => Copy(person, path)).DistinctBy(photo => photo.Sha256)];
    }

    private PhotoEntity Copy(Guid person, string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        PhotoEntity photo = album.Describe(person, Path.GetFileName(path), path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        File.WriteAllBytes(folder.Photo(person, photo.Sha256, photo.Extension), bytes);
        return photo;
    }

    private void OpenTestPhotos(Guid person, GeneratorEntity generator, SamplePerson sample, List<WorkpieceEntity> workpieces, List<CodeEntity> codes)
    {
        AnchorHull hull = new(RowMatrix.FromFloats(sample.Person.Anchors.Length, sample.Person.Anchors[0].Length, [.. sample.Person.Anchors.SelectMany(row => row)]),
            [.. sample.Person.Manifest.Photos.Select(photo => photo.Name)]);
        DateTime now = time.GetUtcNow().UtcDateTime;
        foreach (PhotoInversion inversion in sample.Inversions)
        {
            PreparedPhoto photo = SamplePerson.ReadPhoto(inversion);
            var workpiece = new WorkpieceEntity
            {
                PersonId = person,
                FileName = inversion.FileName,
                OriginalSha = pictures.Put(person, File.ReadAllBytes(SamplePerson.PathOf(inversion)), ".jpg"),
                OriginalMediaType = "image/jpeg",
                AlignedSha = pictures.Put(person, ImageWriter.EncodePng(photo.Image), ".png"),
                AlignmentJson = inversion.Alignment is { } alignment ? JsonSerializer.Serialize(alignment, PhotoJson.Options) : null,
                IsFromAlbum = true,
                CreatedUtc = now,
                UpdatedUtc = now,
            };
            workpieces.Add(workpiece);
            codes.Add(new CodeEntity
            {
                PersonId = person,
                GeneratorId = generator.Id,
                WorkpieceId = workpiece.Id,
                Layers = inversion.Alpha.Rows,
                FileSha = KeepCode(person, inversion.Alpha, hull),
                AllowedBeta = inversion.Beta,
                EffectiveBeta = inversion.EffectiveBeta,
                CreatedUtc = now,
            });
        }
    }

    private string KeepCode(Guid person, RowMatrix alpha, AnchorHull hull)
    {
        string file = folder.NewIncoming() + ".safetensors";
        try
        {
            PersonalCode.Write(file, alpha, hull.Points(alpha), hull);
            return pictures.Put(person, File.ReadAllBytes(file), ".safetensors");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
