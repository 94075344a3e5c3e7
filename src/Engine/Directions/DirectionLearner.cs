using System.Numerics.Tensors;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Directions;

/// <summary>
/// Learns a direction of W from codes (InterFaceGAN): the normal of the hyperplane between two groups, or the gradient of a score.
/// Deterministic. Without a regularisation given, the one that predicts held-out samples best is taken, so the figures of
/// quality flatter slightly.
/// </summary>
public static class DirectionLearner
{
    private const int MaximumFolds = 5;
    private static readonly double[] Grid = [1, 0.1, 0.01, 0.001];

    /// <summary>The direction from one group to another, by logistic regression; groups of different size weigh the same.</summary>
    /// <param name="positive">Codes that show the attribute [n, k].</param>
    /// <param name="negative">Codes that do not [m, k].</param>
    /// <param name="regularisation">Relative to the mean squared distance of the samples from their mean; null chooses.</param>
    /// <exception cref="EngineException">The groups hold the same codes.</exception>
    public static LearnedDirection FromGroups(RowMatrix positive, RowMatrix negative, double? regularisation = null)
    {
        ArgumentNullException.ThrowIfNull(positive);
        ArgumentNullException.ThrowIfNull(negative);
        if (positive.Columns != negative.Columns)
        {
            throw new ArgumentException($"One group has codes of {positive.Columns} numbers, the other of {negative.Columns}.", nameof(negative));
        }

        RowMatrix samples = new(positive.Rows + negative.Rows, positive.Columns, [.. positive.Values, .. negative.Values]);
        bool[] labels = [.. Enumerable.Range(0, samples.Rows).Select(i => i < positive.Rows)];
        int smallest = Math.Min(positive.Rows, negative.Rows);

        // Every fold holds its share of both groups.
        int[] folds = [.. Folds(positive.Rows, smallest), .. Folds(negative.Rows, smallest)];
        (double chosen, double[] heldOut) = Choose(
            samples,
            folds,
            regularisation,
            (model, kept, lambda) => model.FitLogistic([.. kept.Select(i => labels[i])], lambda),
            values => -LogLoss(values, labels));

        LinearModel fit = new(samples);
        fit.FitLogistic(labels, chosen);
        double[] direction = Unit(fit.Normal(), "Both groups hold the same codes, so no direction leads from one to the other.");
        double separation = MeanAlong(positive, direction) - MeanAlong(negative, direction);
        DirectionQuality quality = heldOut.Length == 0
            ? DirectionQuality.Unknown
            : new DirectionQuality(folds.Max() + 1, Ranking.Accuracy(heldOut, labels), Ranking.Auc(heldOut, labels), double.NaN);
        return new LearnedDirection(direction, separation, chosen, quality);
    }

    /// <summary>The direction along which a score rises, by ridge regression.</summary>
    /// <param name="codes">Codes [n, k], at least 2.</param>
    /// <param name="scores">Their scores, n numbers.</param>
    /// <param name="regularisation">Relative to the mean squared distance of the samples from their mean; null chooses.</param>
    /// <exception cref="EngineException">All scores are equal, or do not depend on the codes.</exception>
    public static LearnedDirection FromScores(RowMatrix codes, double[] scores, double? regularisation = null)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Length != codes.Rows || scores.Length < 2)
        {
            throw new ArgumentException($"{codes.Rows} codes and {scores.Length} scores; as many of each are needed, two at least.", nameof(scores));
        }

        int[] folds = Folds(codes.Rows, codes.Rows / 2);
        (double chosen, double[] heldOut) = Choose(
            codes,
            folds,
            regularisation,
            (model, kept, lambda) => model.FitRidge([.. kept.Select(i => scores[i])], lambda),
            values => -values.Zip(scores, (a, b) => (a - b) * (a - b)).Sum());

        LinearModel fit = new(codes);
        fit.FitRidge(scores, chosen);
        double[] normal = fit.Normal();
        double slope = TensorPrimitives.Norm<double>(normal);
        double mean = scores.Average();
        double deviation = Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / scores.Length);
        double[] direction = Unit(normal, "The scores do not change with the codes, so no direction raises them.");
        DirectionQuality quality = heldOut.Length == 0
            ? DirectionQuality.Unknown
            : new DirectionQuality(folds.Max() + 1, double.NaN, double.NaN, Ranking.Correlation(heldOut, scores));
        return new LearnedDirection(direction, deviation / slope, chosen, quality);
    }

    /// <summary>The regularisation, and what the models without each sample's fold say of that sample; empty without folds.</summary>
    private static (double Regularisation, double[] HeldOut) Choose(
        RowMatrix samples, int[] folds, double? given, Action<LinearModel, int[], double> fit, Func<double[], double> merit)
    {
        int count = folds.Max() + 1;
        if (count < 2)
        {
            return (given ?? Grid[1], []);
        }

        double[] grid = given is { } one ? [one] : Grid;
        double[][] heldOut = [.. grid.Select(_ => new double[samples.Rows])];
        for (int fold = 0; fold < count; fold++)
        {
            int[] kept = [.. Enumerable.Range(0, samples.Rows).Where(i => folds[i] != fold)];
            int[] left = [.. Enumerable.Range(0, samples.Rows).Where(i => folds[i] == fold)];
            LinearModel model = new(samples.Select(kept));
            RowMatrix unseen = samples.Select(left);
            for (int g = 0; g < grid.Length; g++)
            {
                fit(model, kept, grid[g]);
                double[] values = model.Predict(unseen);
                for (int i = 0; i < left.Length; i++)
                {
                    heldOut[g][left[i]] = values[i];
                }
            }
        }

        int best = Enumerable.Range(0, grid.Length).MaxBy(g => merit(heldOut[g]));
        return (grid[best], heldOut[best]);
    }

    /// <summary>A fold for each of some samples, in an order that a constant seed shuffles; all 0 if there are too few.</summary>
    private static int[] Folds(int samples, int smallest)
    {
        int count = Math.Min(MaximumFolds, smallest);
        int[] folds = [.. Enumerable.Range(0, samples).Select(i => count < 2 ? 0 : i % count)];
        new PortableRandom(1).Shuffle<int>(folds);
        return folds;
    }

    private static double LogLoss(double[] values, bool[] labels) =>
        values.Zip(labels, (value, positive) => Math.Log(1 + Math.Exp(Math.Min(500, positive ? -value : value)))).Sum();

    private static double MeanAlong(RowMatrix codes, double[] direction) =>
        Enumerable.Range(0, codes.Rows).Average(i => TensorPrimitives.Dot<double>(codes.Row(i), direction));

    private static double[] Unit(double[] vector, string otherwise)
    {
        double length = TensorPrimitives.Norm<double>(vector);
        if (!(length > 1e-12))
        {
            throw new EngineException(otherwise);
        }

        TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }
}
