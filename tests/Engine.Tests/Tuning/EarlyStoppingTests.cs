using MyStyle.Engine.Tuning;

namespace MyStyle.Engine.Tests.Tuning;

public class EarlyStoppingTests
{
    private static readonly double[] Distances = [0.5, 0.4, 0.41, 0.405, 0.39, 0.389, 0.391];

    [Fact]
    public void ShouldStop_AfterAsManyChecksWithoutProgress()
    {
        var stopping = new EarlyStopping(patience: 2);
        Distances.Select(stopping.ShouldStop).ShouldBe([false, false, false, true, false, false, true]);
    }

    [Fact]
    public void Restore_GoesOnWhereTheStateWasTaken()
    {
        for (int cut = 0; cut < Distances.Length; cut++)
        {
            var whole = new EarlyStopping(patience: 2);
            bool[] expected = [.. Distances.Select(whole.ShouldStop)];
            var first = new EarlyStopping(patience: 2);
            Distances[..cut].ToList().ForEach(distance => first.ShouldStop(distance));
            var second = new EarlyStopping(patience: 2);
            second.Restore(first.State()).ShouldBe(cut > 0 && expected[cut - 1]);
            Distances[cut..].Select(second.ShouldStop).ShouldBe(expected[cut..]);
        }
    }

    [Fact]
    public void Restore_OfACheckpointWithoutState_StartsAnew() =>
        new EarlyStopping(patience: 1).Restore(new Dictionary<string, string>()).ShouldBeFalse();
}
