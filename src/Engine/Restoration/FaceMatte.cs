using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// Which pixels belong to the person's head, softly: 1 head, 0 background. The paper takes a portrait segmenter (5.2.2); this one
/// needs none: the landmarks give the outline, and the generated picture's own edges can settle where the hair ends.
/// </summary>
public static class FaceMatte
{
    /// <summary>The matte of the head model alone: jaw line, and half an ellipse above the temples for forehead and hair.</summary>
    /// <param name="landmarks">68 landmarks in the pixels of the picture.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="softness">Width of the soft border relative to the face's width.</param>
    /// <returns>One number a pixel, 0 to 1, rows from the top.</returns>
    public static float[] FromLandmarks(ReadOnlySpan<Point2> landmarks, int width, int height, double softness = 0.16)
    {
        HeadModel head = new(landmarks);
        double border = Math.Max(1e-6, softness * head.FaceWidth);
        float[] matte = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double distance = head.Outline.SignedDistance(new Point2(x, y));
                matte[(y * width) + x] = (float)(1 - Feather.Smooth((distance / border) + 0.5));
            }
        }

        return matte;
    }

    /// <summary>
    /// The matte of the head model, its border moved to where the picture has it: near the border every pixel is asked whether its
    /// colour is rather that of the head beside it or that of the background beside it (Gaussians of both, the model as the
    /// prior), and a guided filter lays the answer along the picture's edges. Far from the border nothing changes, nor below the
    /// chin, where the neck has the colour of the face.
    /// </summary>
    /// <param name="landmarks">68 landmarks in the pixels of the picture.</param>
    /// <param name="picture">The generated picture.</param>
    /// <returns>One number a pixel, 0 to 1, rows from the top.</returns>
    public static float[] FromPicture(ReadOnlySpan<Point2> landmarks, RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        HeadModel head = new(landmarks);
        double band = Band * head.FaceWidth;
        float[] model = FromLandmarks(landmarks, picture.Width, picture.Height);
        double[] distance = new double[model.Length];
        for (int i = 0; i < distance.Length; i++)
        {
            distance[i] = head.Outline.SignedDistance(new Point2(i % picture.Width, i / picture.Width));
        }

        int reach = Math.Max(3, (int)Math.Round(2 * band));
        LocalColours inside = new(picture, Array.ConvertAll(distance, d => d < -band), reach);
        LocalColours outside = new(picture, Array.ConvertAll(distance, d => d > band), reach);
        float[] answer = (float[])model.Clone();
        for (int i = 0; i < answer.Length; i++)
        {
            if (Math.Abs(distance[i]) < band)
            {
                // Between core and background the model knows little: 1 to 0 over the whole band.
                double prior = Math.Clamp(0.5 - (0.5 * distance[i] / band), 0.02, 0.98);
                double evidence = Math.Clamp(inside.LogLikelihood(i) - outside.LogLikelihood(i) ?? 0, -5, 5);

                // Below the eyes the outline was measured: hair may be added to it, ears and cheeks not taken away.
                bool measured = distance[i] < 0 && head.HeightAboveEyes(new Point2(i % picture.Width, i / picture.Width)) < 0;
                evidence = measured ? Math.Max(0, evidence) : evidence;
                answer[i] = (float)(1 / (1 + Math.Exp(-evidence - Math.Log(prior / (1 - prior)))));
            }
            else
            {
                answer[i] = distance[i] < 0 ? 1 : 0;
            }
        }

        float[] matte = GuidedFilter.Apply(picture, answer, Math.Max(1, (int)Math.Round(0.2 * band)), 1e-3);
        for (int i = 0; i < matte.Length; i++)
        {
            Point2 fromChin = head.Chin - new Point2(i % picture.Width, i / picture.Width);
            double below = ((fromChin.X * head.Up.X) + (fromChin.Y * head.Up.Y)) / head.FaceWidth;
            double trust = (1 - Feather.Smooth((2.5 * below) + 1)) * (1 - Feather.Smooth((2 * Math.Abs(distance[i]) / band) - 1.5));
            double refined = Math.Clamp((trust * matte[i]) + ((1 - trust) * model[i]), 0, 1);

            // What lies between the landmarks is face, whatever its colour.
            double face = 1 - Feather.Smooth(head.Face.SignedDistance(head.Chin - fromChin) / (0.06 * head.FaceWidth));
            matte[i] = (float)Math.Max(refined, face * model[i]);
        }

        return matte;
    }

    /// <summary>How far from the outline hair may end, relative to the face's width.</summary>
    private const double Band = 0.22;
}
