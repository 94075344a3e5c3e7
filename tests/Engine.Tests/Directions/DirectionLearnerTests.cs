using CsCheck;
using MyStyle.Engine.Directions;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Directions;

public class DirectionLearnerTests
{
    [Fact]
    public void FromGroups_ManySamples_FindsTheDirectionThatSeparates()
    {
        (RowMatrix positive, RowMatrix negative) = Groups(300, 20, shift: 2);
        LearnedDirection learned = DirectionLearner.FromGroups(positive, negative);
        learned.Direction[0].ShouldBeGreaterThan(0.97);
        Norm(learned.Direction).ShouldBe(1, 1e-12);
        learned.Separation.ShouldBe(4, 0.5);
        learned.Quality.Accuracy.ShouldBeGreaterThan(0.95);
        learned.Quality.Auc.ShouldBeGreaterThan(0.98);
        learned.Quality.Folds.ShouldBe(5);
    }

    [Fact]
    public void FromGroups_FewSamplesInManyDimensions_StaysInTheirSpanAndGeneralises()
    {
        (RowMatrix positive, RowMatrix negative) = Groups(15, 512, shift: 6);
        LearnedDirection learned = DirectionLearner.FromGroups(positive, negative);
        learned.Direction[0].ShouldBeGreaterThan(0.5);
        learned.Quality.Accuracy.ShouldBeGreaterThan(0.8);
        AnchorHull hull = new(RowMatrix.FromRows([.. Rows(positive), .. Rows(negative)]));
        hull.Project(learned.Direction).Cosine.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void FromGroups_NoDifference_SaysSoInItsFigures()
    {
        (RowMatrix positive, RowMatrix negative) = Groups(100, 10, shift: 0);
        DirectionLearner.FromGroups(positive, negative).Quality.Auc.ShouldBeInRange(0.35, 0.65);
    }

    [Fact]
    public void FromGroups_OneAgainstOne_PointsFromOneToTheOther()
    {
        LearnedDirection learned = DirectionLearner.FromGroups(new RowMatrix(1, 3, [1, 2, 2]), new RowMatrix(1, 3, [0, 0, 0]));
        learned.Direction.ShouldBe([1 / 3.0, 2 / 3.0, 2 / 3.0], 1e-9);
        learned.Separation.ShouldBe(3, 1e-9);
        learned.Quality.Folds.ShouldBe(0);
    }

    [Fact]
    public void FromGroups_SameCodes_SaysThatThereIsNoDirection() =>
        Should.Throw<EngineException>(() => DirectionLearner.FromGroups(RowMatrix.Repeat([1.0, 2], 3), RowMatrix.Repeat([1.0, 2], 4)));

    [Fact]
    public void FromGroups_UnequalGroups_WeighTheSame()
    {
        // Twice the same positives is the same problem.
        (RowMatrix positive, RowMatrix negative) = Groups(20, 6, shift: 0.5);
        RowMatrix twice = new(40, 6, [.. positive.Values, .. positive.Values]);
        double[] once = DirectionLearner.FromGroups(positive, negative, 0.1).Direction;
        double[] doubled = DirectionLearner.FromGroups(twice, negative, 0.1).Direction;
        once.Zip(doubled, (a, b) => a * b).Sum().ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public void FromScores_LinearScore_FindsItsGradient()
    {
        PortableRandom random = new(5);
        RowMatrix codes = new(200, 30, [.. Enumerable.Range(0, 6000).Select(_ => random.NextBell())]);
        double[] scores = [.. Enumerable.Range(0, 200).Select(i => 7 + (3 * codes[i, 2]) - (4 * codes[i, 9]) + (0.5 * random.NextBell()))];
        LearnedDirection learned = DirectionLearner.FromScores(codes, scores);
        learned.Direction[2].ShouldBe(0.6, 0.05);
        learned.Direction[9].ShouldBe(-0.8, 0.05);
        learned.Separation.ShouldBe(1, 0.1);
        learned.Quality.Correlation.ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void FromScores_FewSamplesInManyDimensions_StillPredicts()
    {
        PortableRandom random = new(6);
        RowMatrix codes = new(60, 512, [.. Enumerable.Range(0, 60 * 512).Select(i => random.NextBell() * (i % 512 == 0 ? 20 : 1))]);
        double[] scores = [.. Enumerable.Range(0, 60).Select(i => codes[i, 0])];
        LearnedDirection learned = DirectionLearner.FromScores(codes, scores);
        learned.Quality.Correlation.ShouldBeGreaterThan(0.8);
        learned.Direction[0].ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void FromScores_EqualScores_SaysThatThereIsNoDirection() =>
        Should.Throw<EngineException>(() => DirectionLearner.FromScores(new RowMatrix(3, 2, [0, 1, 1, 0, 1, 1]), [4, 4, 4]));

    [Fact]
    public void FitLogistic_AnyGroups_EndsWhereTheGradientIsZero() =>
        Gen.Select(Gen.Double[-2, 2].Array[12 * 4], Gen.Double[0.001, 1]).Sample((values, lambda) =>
        {
            RowMatrix samples = new(12, 4, values);
            bool[] labels = [.. Enumerable.Range(0, 12).Select(i => i < 5)];
            LinearModel model = new(samples);
            model.FitLogistic(labels, lambda);
            double[] probabilities = [.. model.Predict(samples).Select(value => 1 / (1 + Math.Exp(-value)))];

            // The bias is free: weighted residuals cancel.
            probabilities.Select((p, i) => (p - (labels[i] ? 1 : 0)) / (labels[i] ? 5 : 7)).Sum().ShouldBe(0, 1e-5);
        });

    [Fact]
    public void Condition_AnyDirections_LeavesTheOthersStill() =>
        Gen.Select(Gen.Double[-1, 1].Array[12], Gen.Double[-1, 1].Array[36]).Where((d, _) => d.Any(x => Math.Abs(x) > 0.1)).Sample((direction, others) =>
        {
            direction[11] += 3;
            RowMatrix held = new(3, 12, others);
            double[] rest = DirectionConditioning.Condition(direction, held);
            Norm(rest).ShouldBe(1, 1e-9);
            foreach (double[] other in Rows(held))
            {
                rest.Zip(other, (a, b) => a * b).Sum().ShouldBe(0, 1e-5);
            }
        });

    [Fact]
    public void Condition_DirectionAmongTheOthers_Throws() =>
        Should.Throw<ArgumentException>(() => DirectionConditioning.Condition([1.0, 1], new RowMatrix(2, 2, [1, 0, 1, 2])));

    [Fact]
    public void Auc_KnownRanking_CountsPairs()
    {
        Ranking.Auc([1, 2, 3, 4], [false, true, false, true]).ShouldBe(0.75);
        Ranking.Auc([1, 1, 1, 1], [false, true, false, true]).ShouldBe(0.5);
    }

    private static (RowMatrix Positive, RowMatrix Negative) Groups(int count, int dimension, double shift)
    {
        PortableRandom random = new(12);
        RowMatrix Make(double sign)
        {
            RowMatrix group = new(count, dimension);
            for (int i = 0; i < group.Values.Length; i++)
            {
                group.Values[i] = 3 + random.NextBell() + (i % dimension == 0 ? sign * shift : 0);
            }

            return group;
        }

        return (Make(1), Make(-1));
    }

    private static IEnumerable<double[]> Rows(RowMatrix matrix) => matrix.Values.Chunk(matrix.Columns);

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));
}
