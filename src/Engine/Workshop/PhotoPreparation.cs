using System.Globalization;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>Turns photos of any kind into squares as the generator expects them, and says what it did.</summary>
/// <param name="faces">Finds faces.</param>
/// <param name="size">The generator's resolution.</param>
public sealed class PhotoPreparation(FaceAnalyzer faces, int size)
{
    /// <summary>How far the corners of an aligned picture's own square may lie from the picture's, relative to its side.</summary>
    private const double Misplaced = 0.1;

    /// <summary>Faces at least this large, relative to the largest one, compete for being the central one.</summary>
    private const double SimilarArea = 0.5;

    /// <summary>Photos smaller than this are enlarged before faces are looked for.</summary>
    private const int SearchSize = 256;

    /// <summary>A square cut out of a photo that has fewer pixels than this share of the generator's is a low-resolution one.</summary>
    private const double LowResolution = 0.75;

    /// <summary>Landmarks are within 3 % of the side in squares of this many pixels, and guesses in squares of half as many.</summary>
    private const int ReadableSide = 32;

    private const int SmallestSide = 4;

    /// <summary>
    /// The photo at the generator's resolution. A square of just that size is taken as aligned unless its face lies elsewhere;
    /// anything else is aligned by its most prominent face.
    /// </summary>
    /// <param name="photo">The photo.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="EngineException">No face was found.</exception>
    public PreparedPhoto Prepare(RgbImage photo, string name)
    {
        ArgumentNullException.ThrowIfNull(photo);
        bool fits = photo.Width == size && photo.Height == size;
        if (fits && !IsMisplaced(photo))
        {
            return new PreparedPhoto(photo, photo, null, null);
        }

        DetectedFace face = MainFace(photo) ?? throw NoFace(name);
        AlignedFace aligned = FaceAnalyzer.Align(photo, face, size);
        string why = fits ? "its face does not lie where the generator expects it" : $"it is {photo.Width} x {photo.Height}, not {size} x {size}";
        return new PreparedPhoto(photo, aligned.Image, aligned.Alignment, $"{name}: {why}, so it was aligned ({Rotation(aligned.Alignment)}).");
    }

    /// <summary>
    /// The low-resolution square to enlarge. A small square is the picture itself, or its face is cut out at its own scale; a
    /// large photo is aligned and, where its face has the generator's resolution or a factor is given, reduced by the factor first.
    /// </summary>
    /// <param name="photo">The photo.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="factor">Reduces a large photo by this much; null for <see cref="Enhancement.DefaultFactor"/> where one is needed.</param>
    /// <exception cref="EngineException">No face was found, or the factor does not divide the generator's resolution.</exception>
    public PreparedPhoto PrepareSmall(RgbImage photo, string name, int? factor)
    {
        ArgumentNullException.ThrowIfNull(photo);
        if (factor is { } given && (given < 2 || size % given != 0 || size / given < SmallestSide))
        {
            throw new EngineException($"--factor {given} does not go with pictures of {size} px: give a divisor of {size} from 2 to {size / SmallestSide}.");
        }

        if (photo.Width == photo.Height && photo.Width < size)
        {
            if (photo.Width < SmallestSide)
            {
                throw new EngineException($"{name} has {photo.Width} x {photo.Height} pixels; at least {SmallestSide} x {SmallestSide} are needed.");
            }

            if (photo.Width < ReadableSide || !IsMisplaced(Resampler.Resize(photo, size, size)))
            {
                return new PreparedPhoto(photo, photo, null, $"{name} is taken as an aligned picture of {photo.Width} px; it is enlarged {Number((double)size / photo.Width)} times.");
            }
        }

        if (photo.Width == size && photo.Height == size && !IsMisplaced(photo))
        {
            return Reduce(new PreparedPhoto(photo, photo, null, null), name, factor ?? Enhancement.DefaultFactor);
        }

        DetectedFace face = MainFace(photo) ?? throw NoFace(name);
        Alignment own = FfhqAlignment.Of(face.Points, photo.Width, photo.Height, size);
        if (factor is null && own.QuadSize < LowResolution * size)
        {
            int side = (int)Math.Round(own.QuadSize);
            if (side < ReadableSide)
            {
                throw new EngineException($"The face in {name} is too small to be aligned ({side} px). Cut out an aligned square and give that.");
            }

            AlignedFace small = FaceAnalyzer.Align(photo, face, side);
            return new PreparedPhoto(
                photo, small.Image, small.Alignment, $"{name}: its face fills {side} px and was cut out at that size; it is enlarged {Number((double)size / side)} times.");
        }

        return Reduce(Prepare(photo, name), name, factor ?? Enhancement.DefaultFactor);
    }

    /// <summary>The face a photo is about: the largest, or of several about as large the one nearest to the middle; null if none shows.</summary>
    public DetectedFace? MainFace(RgbImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        int factor = Math.Max(1, (int)Math.Ceiling((double)SearchSize / Math.Max(photo.Width, photo.Height)));
        RgbImage searched = Resampler.Resize(photo, factor * photo.Width, factor * photo.Height);
        IReadOnlyList<DetectedFace> found = faces.Find(searched);
        if (found.Count == 0)
        {
            return null;
        }

        Point2 middle = new(0.5 * searched.Width, 0.5 * searched.Height);
        double largest = found.Max(face => face.Box.Area);
        DetectedFace main = found.Where(face => face.Box.Area >= SimilarArea * largest)
            .MinBy(face => (new Point2(face.Box.Left + (0.5 * face.Box.Width), face.Box.Top + (0.5 * face.Box.Height)) - middle).Length)!;
        return factor == 1 ? main : Reduce(main, factor);
    }

    private static DetectedFace Reduce(DetectedFace face, int factor)
    {
        Point2[] landmarks = [.. face.Landmarks.Select(point => new Point2(((point.X + 0.5) / factor) - 0.5, ((point.Y + 0.5) / factor) - 0.5))];
        var box = new FaceBox(face.Box.Left / factor, face.Box.Top / factor, face.Box.Width / factor, face.Box.Height / factor);
        return face with { Box = box, Landmarks = landmarks, Points = FivePoints.FromLandmarks(landmarks) };
    }

    private PreparedPhoto Reduce(PreparedPhoto photo, string name, int factor) => photo with
    {
        Image = Resampler.BoxReduce(photo.Image, factor),
        Remark = $"{photo.Remark ?? $"{name} has the generator's size."} It was reduced to {size / factor} px first.",
    };

    /// <summary>Aligned pictures hardly move when they are aligned once more.</summary>
    private bool IsMisplaced(RgbImage square)
    {
        FivePoints points = faces.FindAligned([square])[0];
        Quad quad = FfhqAlignment.Quad(points.EyeLeft, points.EyeRight, points.MouthLeft, points.MouthRight).Shift(0.5, 0.5);
        double side = square.Width;
        double distance = (quad.TopLeft.Length + (quad.TopRight - new Point2(side, 0)).Length
            + (quad.BottomLeft - new Point2(0, side)).Length + (quad.BottomRight - new Point2(side, side)).Length) / 4;
        return distance > Misplaced * side;
    }

    private EngineException NoFace(string name) =>
        new($"No face was found in {name}. Give a photo that shows one, or an aligned picture of {size} x {size} pixels.");

    private static string Rotation(Alignment alignment)
    {
        Point2 x = alignment.Quad.TopRight - alignment.Quad.TopLeft;
        return string.Create(
            CultureInfo.InvariantCulture, $"a square of {alignment.QuadSize:0} px, turned by {Math.Atan2(x.Y, x.X) * 180 / Math.PI:0.0} degrees");
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
