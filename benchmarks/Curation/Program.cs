using System.Globalization;
using MyStyle.Benchmarks.Curation;

// Measures what issue reports quote; nothing here is part of the product.
//   speed [photos] [megapixels]   a large album, its rerun, and how memory grows with the album
//   make FOLDER photos megapixels  only the album
//   detection SHARED              recall against the evaluation-only detector on all photos of SHARED/people
string models = Path.Combine(Repository.Root, "wwwroot-assets", "models");
switch (args)
{
    case ["detection", string shared]:
        DetectionRecall.Run(models, shared);
        return 0;
    case ["speed", .. string[] rest]:
        int photos = rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 300;
        double megapixels = rest.Length > 1 ? double.Parse(rest[1], CultureInfo.InvariantCulture) : 12;
        AlbumSpeed.Run(models, photos, megapixels);
        return 0;
    case ["make", string folder, string count, string size]:
        AlbumSpeed.MakeAlbum(folder, int.Parse(count, CultureInfo.InvariantCulture), double.Parse(size, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("Say 'speed [photos] [megapixels]' or 'detection SHARED'.");
        return 2;
}
