using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;

namespace MyStyle.Engine.Benchmarks;

/// <summary>A first curation of a small album: decoding, faces, measures, duplicates and the aligned pictures.</summary>
internal static class CurationBenchmark
{
    private const int MostPhotos = 12;
    // The sample photos are too small for faces of a thousand pixels.
    private const int Size = 128;

    public static void Measure(BenchmarkClock clock, FaceAnalyzer faces, string photos)
    {
        string folder = Directory.CreateTempSubdirectory("mystyle-bench-").FullName;
        try
        {
            string album = Directory.CreateDirectory(Path.Combine(folder, "album")).FullName;
            int count = 0;
            foreach (string file in Directory.EnumerateFiles(photos, "photo_*.jpg").Order(StringComparer.Ordinal).Take(MostPhotos))
            {
                File.Copy(file, Path.Combine(album, Path.GetFileName(file)));
                count++;
            }

            if (count == 0)
            {
                return;
            }

            int run = 0;
            clock.Measure("curation, per album", count, () => new Curator(faces).Run(new CurationOptions
            {
                PhotosFolder = album,
                OutputFolder = Path.Combine(folder, $"out-{run++}"),
                Size = Size,
            }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
