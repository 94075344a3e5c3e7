using System.Runtime.InteropServices;
using MyStyle.Engine.Models;
using MyStyle.Engine.People;

namespace MyStyle.Studio.Data;

/// <summary>Turns a person of the engine into the rows that the studio keeps of a generator.</summary>
internal static class GeneratorRow
{
    /// <summary>The row of a generator, with its anchors.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="content">The person as the engine has it.</param>
    /// <param name="sha256">Content hash of the weights.</param>
    /// <param name="bytes">Size of the folder.</param>
    /// <param name="title">What the user calls it.</param>
    /// <param name="parametersJson">Everything it was tuned with.</param>
    /// <param name="created">When it was taken over.</param>
    public static GeneratorEntity Of(Guid owner, Person content, string sha256, long bytes, string title, string parametersJson, DateTimeOffset created)
    {
        PersonManifest manifest = content.Manifest;
        var row = new GeneratorEntity
        {
            PersonId = owner,
            Sha256 = sha256,
            Title = title,
            CreatedUtc = created.UtcDateTime,
            Bytes = bytes,
            Resolution = manifest.Prior.Resolution,
            Prior = PriorName(manifest.Prior),
            PerceptualNetwork = manifest.PerceptualNetwork,
            ParametersJson = parametersJson,
            LpipsBefore = manifest.Before?.Perceptual,
            LpipsAfter = manifest.After?.Perceptual,
            IdentityBefore = manifest.Before?.Identity,
            IdentityAfter = manifest.After?.Identity,
        };
        row.Anchors.AddRange(content.Anchors.Select((anchor, index) => new AnchorEntity
        {
            GeneratorId = row.Id,
            Index = index,
            PhotoName = manifest.Photos[index].Name,
            PhotoSha = manifest.Photos[index].Sha256,
            W = Bytes(anchor),
        }));
        return row;
    }

    /// <summary>The catalogue's name of a prior; its own name if the catalogue does not know it.</summary>
    public static string PriorName(PriorReference prior) =>
        ModelCatalogue.Entries.FirstOrDefault(entry => entry.Kind == ModelKind.Prior && entry.Sha256 == prior.Sha256)?.Name ?? prior.Name;

    /// <summary>Bytes of everything in a generator's folder.</summary>
    public static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>Numbers in single precision, little-endian, as rows keep them.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();
}
