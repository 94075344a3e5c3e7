using System.Numerics.Tensors;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Faces;

/// <summary>Turns faces into vectors whose cosine says whether two show the same person. Safe to call from several threads.</summary>
public sealed class FaceEmbedder : IDisposable
{
    private const int BatchSize = 32;
    private readonly OnnxModel _model;

    /// <summary>Loads the network.</summary>
    /// <param name="model">The network and how it is fed.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <exception cref="EngineException">The file is missing or no such model.</exception>
    public FaceEmbedder(FaceEmbedderModel model, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Template.Count != 5)
        {
            throw new EngineException($"The template of the face embedder {model.Name} needs 5 points, not {model.Template.Count}.");
        }

        Model = model;
        _model = new OnnxModel(model.Path, threads);
    }

    /// <summary>The network's description, with its thresholds.</summary>
    public FaceEmbedderModel Model { get; }

    /// <summary>Cosine of two embeddings of unit length.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => TensorPrimitives.Dot(a, b);

    /// <summary>The network's input: the face turned and scaled so that its five points come to lie on the template.</summary>
    public RgbImage Chip(RgbImage image, FivePoints points)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(points);
        Similarity toTemplate = Similarity.Fit(points.ToArray(), [.. Model.Template]);
        return Warp.Similar(image, toTemplate.Inverse(), Model.InputSize);
    }

    /// <summary>Embeds faces, in batches; every result has unit length.</summary>
    public IReadOnlyList<float[]> Embed(IReadOnlyList<(RgbImage Image, FivePoints Points)> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        List<float[]> embeddings = [];
        foreach ((RgbImage Image, FivePoints Points)[] batch in faces.Chunk(BatchSize))
        {
            RgbImage[] chips = [.. batch.Select(f => Chip(f.Image, f.Points))];
            float[][] vectors = Run(chips);
            if (Model.AddMirrored)
            {
                foreach (RgbImage chip in chips)
                {
                    Warp.MirrorInPlace(chip);
                }

                foreach ((float[] vector, float[] mirrored) in vectors.Zip(Run(chips)))
                {
                    TensorPrimitives.Add(vector, mirrored, vector);
                }
            }

            embeddings.AddRange(vectors.Select(Normalise));
        }

        return embeddings;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private float[][] Run(RgbImage[] chips)
    {
        int size = Model.InputSize;
        float[] input = InputTensor.Planar(chips, size, Model.Mean, Model.Scale, Model.BlueFirst);
        float[] output = _model.Run(input, [chips.Length, 3, size, size], _model.Outputs[0])[0];
        int length = output.Length / chips.Length;
        return [.. Enumerable.Range(0, chips.Length).Select(i => output.AsSpan(i * length, length).ToArray())];
    }

    private static float[] Normalise(float[] vector)
    {
        float norm = TensorPrimitives.Norm(vector);
        if (norm > 0)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }

        return vector;
    }
}
