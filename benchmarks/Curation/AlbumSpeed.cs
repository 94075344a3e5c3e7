using System.Diagnostics;
using System.Globalization;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Benchmarks.Curation;

/// <summary>Curates a synthetic album of large photos: the bundled sample person enlarged, with camera-like noise.</summary>
internal static class AlbumSpeed
{
    private const int Distinct = 24;

    public static void Run(string models, int photos, double megapixels)
    {
        string folder = Directory.CreateTempSubdirectory("mystyle-album-").FullName;
        try
        {
            Console.WriteLine(Line($"making {photos} photos of {megapixels} megapixels ..."));
            // In a process of its own: its memory must not count.
            using (Process maker = Process.Start(Environment.ProcessPath!, ["make", Path.Combine(folder, "album"), Line($"{photos}"), Line($"{megapixels}")]))
            {
                maker.WaitForExit();
            }

            long bytes = Directory.GetFiles(Path.Combine(folder, "album")).Sum(f => new FileInfo(f).Length);
            Console.WriteLine(Line($"{bytes / photos / 1024} KiB a photo, {Environment.ProcessorCount} cores"));
            using FaceAnalyzer faces = new(FaceModels.Bundled(models));
            foreach (int count in new[] { Math.Min(100, photos), photos })
            {
                string part = Path.Combine(folder, Line($"part-{count}"));
                Directory.CreateDirectory(part);
                foreach (string file in Directory.GetFiles(Path.Combine(folder, "album")).Order(StringComparer.Ordinal).Take(count))
                {
                    File.CreateSymbolicLink(Path.Combine(part, Path.GetFileName(file)), file);
                }

                Curate(faces, part, Path.Combine(folder, Line($"out-{count}")), "first run");
                Curate(faces, part, Path.Combine(folder, Line($"out-{count}")), "rerun");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Curate(FaceAnalyzer faces, string album, string output, string what)
    {
        long peak = 0;
        using Timer sampler = new(_ => peak = Math.Max(peak, Resident()), null, 0, 50);
        long start = Stopwatch.GetTimestamp();
        CurationReport report = new Curator(faces).Run(new CurationOptions
        {
            PhotosFolder = album,
            OutputFolder = output,
            Size = 128,
            ReportPath = Path.Combine(output, "report.html"),
        });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(Line($"{what}: {report.Photos.Count} photos in {seconds:0.00} s, {report.Reused} reused, {report.Count(Verdict.Accept)} accepted, {report.Count(Verdict.Duplicate)} copies, peak {peak >> 20} MiB"));
        Console.WriteLine("  seconds over all workers: " + string.Join(", ", report.StageSeconds.Select(s => Line($"{s.Key} {s.Value:0.0}"))));
    }

    private static long Resident()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    public static void MakeAlbum(string folder, int photos, double megapixels)
    {
        Directory.CreateDirectory(folder);
        string[] sources = [.. Directory.GetFiles(Path.Combine(Repository.Root, "wwwroot-assets", "sample-person"), "photo_*.jpg").Order(StringComparer.Ordinal).Take(Distinct)];
        int height = (int)Math.Sqrt(megapixels * 1e6 * 3 / 4);
        int width = height * 4 / 3;
        byte[][] files = [.. sources.Select((s, i) => ImageWriter.EncodeJpeg(Photo(ImageFile.Read(s), width, height, i), 88))];
        for (int i = 0; i < photos; i++)
        {
            // A trailing comment makes each file's content its own without encoding it again.
            byte[] mark = System.Text.Encoding.ASCII.GetBytes(Line($"photo {i}"));
            string path = Path.Combine(folder, Line($"IMG_{i:00000}.jpg"));
            using FileStream stream = File.Create(path);
            stream.Write(files[i % files.Length]);
            stream.Write(mark);
        }
    }

    private static RgbImage Photo(RgbImage person, int width, int height, int seed)
    {
        int side = (int)(height * 0.8);
        RgbImage large = Resampler.Resize(person, side, side, ResampleFilter.Bicubic);
        RgbImage photo = new(width, height);
        Random random = new(seed);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = photo.Row(y);
            for (int x = 0; x < width; x++)
            {
                int sx = x - ((width - side) / 2);
                int sy = y - (height - side);
                ReadOnlySpan<byte> from = sx >= 0 && sy >= 0 && sx < side && sy < side ? large.Row(sy).Slice(3 * sx, 3) : [90, 110, 130];
                int noise = random.Next(-9, 10);
                for (int c = 0; c < 3; c++)
                {
                    row[(3 * x) + c] = (byte)Math.Clamp(from[c] + noise, 0, 255);
                }
            }
        }

        return photo;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
