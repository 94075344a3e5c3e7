using MyStyle.Engine.Metrics;

namespace MyStyle.Engine.Tests.Metrics;

public class IdentityTests
{
    private static readonly float[][] Album = [[1, 0, 0], [0, 2, 0], [3, 3, 0]];

    [Fact]
    public void Score_AnyLength_IsTheCosineToTheNearest()
    {
        IdentityScore score = new ReferenceIdentity(Album).Score([5, 4.9f, 0]);
        score.Nearest.ShouldBe(2);
        score.Cosine.ShouldBe(0.99995, 1e-4);
    }

    [Fact]
    public void Score_NearestExcluded_TakesTheNext()
    {
        IdentityScore score = new ReferenceIdentity(Album).Score([1, 1, 0], [2]);
        score.Nearest.ShouldBe(0);
        score.Cosine.ShouldBe(Math.Sqrt(0.5), 1e-6);
    }

    [Fact]
    public void Score_AllExcluded_Throws() =>
        Should.Throw<ArgumentException>(() => new ReferenceIdentity(Album).Score([1, 1, 0], [0, 1, 2]));

    [Fact]
    public void SelfScores_LeaveTheirOwnPhotoOut() =>
        new ReferenceIdentity(Album).SelfScores().ShouldBe([Math.Sqrt(0.5), Math.Sqrt(0.5), Math.Sqrt(0.5)], 1e-6);

    [Fact]
    public void SelfScores_OnePhoto_AreNone() => new ReferenceIdentity([[1f, 2]]).SelfScores().ShouldBeEmpty();

    [Fact]
    public void Judge_MedianBelowTheThreshold_Warns()
    {
        ReferenceIdentity album = new([[1, 0], [1, 0.1f], [0, 1]]);
        album.Judge([1, 0.05f]).ProbablySomebodyElse.ShouldBeFalse();
        album.Judge([1, 0.05f]).MedianCosine.ShouldBe(0.9987, 1e-3);
        album.Judge([-1, 1]).ProbablySomebodyElse.ShouldBeTrue();
    }

    [Fact]
    public void Constructor_ZeroEmbedding_Throws() => Should.Throw<ArgumentException>(() => new ReferenceIdentity([[0f, 0]]));
}
