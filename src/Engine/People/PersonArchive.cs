using System.IO.Compression;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.People;

/// <summary>A person in one file: a zip of the folder, stored without compression because weights do not compress.</summary>
internal static class PersonArchive
{
    private const int MostEntries = 20_000;
    private const long MostBytes = 4L << 30;
    private const long MostManifestBytes = 16L << 20;

    /// <summary>Packs the complete person in <paramref name="folder"/>.</summary>
    public static void Pack(string folder, string file)
    {
        PersonManifest manifest = PersonReader.ReadManifest(folder, folder);
        string target = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew))
            {
                using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    foreach (string name in manifest.Files.Keys.Prepend(PersonNames.Manifest))
                    {
                        zip.CreateEntryFromFile(Path.Combine(folder, name), name, CompressionLevel.NoCompression);
                    }
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Unpacks into <paramref name="folder"/>, which is empty. Every name and length is checked before anything is written.</summary>
    public static void Unpack(string file, string folder) => Read(file, zip =>
    {
        // As decimals: the lengths are whatever the file claims, and their sum must not overflow into something small.
        decimal total = zip.Entries.Sum(entry => (decimal)entry.Length);
        if (zip.Entries.Count > MostEntries || total > MostBytes || zip.Entries.Any(entry => entry.Length < 0))
        {
            throw new EngineException($"{file} is no person's archive: it claims {zip.Entries.Count} files of {total} bytes in all.");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            if (!PersonNames.IsKnown(entry.FullName) || !seen.Add(entry.FullName))
            {
                throw new EngineException($"{file} is no person's archive: it holds '{Printable(entry.FullName)}', which a person does not have.");
            }
        }

        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            string path = Path.Combine(folder, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using FileStream output = new(path, FileMode.CreateNew);
            Copy(entry, output, file);
        }

        return true;
    });

    /// <summary>Reads only the manifest.</summary>
    public static PersonManifest ReadManifest(string file) => Read(file, zip =>
    {
        ZipArchiveEntry entry = zip.GetEntry(PersonNames.Manifest)
            ?? throw new EngineException($"{file} holds no person: there is no {PersonNames.Manifest} in it.");
        if (entry.Length > MostManifestBytes)
        {
            throw new EngineException($"{file}: {PersonNames.Manifest} has {entry.Length} bytes, which is too much.");
        }

        using var content = new MemoryStream();
        Copy(entry, content, file);
        return ManifestFormat.Read(content.ToArray(), file);
    });

    private static T Read<T>(string file, Func<ZipArchive, T> read)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(file);
            return read(zip);
        }
        catch (InvalidDataException e)
        {
            throw new EngineException($"{file} is damaged or no .mystyle file ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>Copies at most what the directory announces: a bomb announces little and unpacks to much.</summary>
    private static void Copy(ZipArchiveEntry entry, Stream output, string file)
    {
        using Stream input = entry.Open();
        var buffer = new byte[1 << 17];
        long left = entry.Length;
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0)
            {
                throw new EngineException($"{file} is damaged: '{entry.FullName}' is longer than announced.");
            }

            output.Write(buffer, 0, read);
        }

        if (left > 0)
        {
            throw new EngineException($"{file} is damaged: '{entry.FullName}' is shorter than announced.");
        }
    }

    private static string Printable(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
