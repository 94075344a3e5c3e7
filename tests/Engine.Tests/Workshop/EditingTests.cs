using MyStyle.Engine.Directions;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Workshop;

public sealed class EditingTests(DemoPerson person) : TensorTest, IClassFixture<DemoPerson>
{
    private double[] Yaw => new DirectionShelf(person.Toolbox, person.Prior.Person).Get("yaw");

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.02)]
    public void Render_OfACodeAtTheHullsEdgeInSinglePrecision_CanMove(double beta)
    {
        // One coordinate at -beta as a file keeps it: by rounding alone it may lie outside.
        RowMatrix alpha = new(person.Prior.LayerCount, DemoPerson.Count);
        for (int layer = 0; layer < alpha.Rows; layer++)
        {
            for (int i = 0; i < DemoPerson.Count; i++)
            {
                alpha[layer, i] = i == 2 ? (float)-beta - 2e-9f : (float)((1 + beta) / (DemoPerson.Count - 1));
            }
        }

        var editing = new Editing(person.Prior, person.Faces, new PersonalCode(alpha, person.Prior.Hull.Points(alpha)), Yaw, beta);
        editing.StartDilation.ShouldBe(beta);
        editing.Interval.Contains(0).ShouldBeTrue();
        (editing.Interval.Upper - editing.Interval.Lower).ShouldBeGreaterThan(0.01);
        IReadOnlyList<EditedPicture> pictures = editing.Render([0, -20, 20], EdgePolicy.ProjectBack);
        pictures[0].Step.Outcome.ShouldBe(EditOutcome.Inside);
        pictures.ShouldAllBe(picture => picture.Step.Dilation <= beta + 1e-9 && picture.Identity > 0.5);
        pictures[1].Image.Pixels.ShouldNotBe(pictures[2].Image.Pixels);
    }

    [Fact]
    public void Editing_WithWhatDoesNotBelong_Throws()
    {
        PersonalCode code = person.AnchorCode(0);
        Should.Throw<EngineException>(() => new Editing(person.Prior, null, code, new double[7], null)).Message.ShouldContain("512");
        Should.Throw<EngineException>(() => new Editing(person.Prior, null, code, new double[512], null)).Message.ShouldContain("zero");
        Should.Throw<EngineException>(() => new Editing(person.Prior, null, code, Yaw, null, layers: [12])).Message.ShouldContain("0 to 11");
    }

    [Fact]
    public void Code_WrittenAndRead_IsTheSame_AndKnowsItsPerson()
    {
        using var folder = new TemporaryFolder();
        PersonalCode code = person.AnchorCode(3);
        string path = folder.File("code.safetensors");
        PersonalCode.Write(path, code.Alpha, code.Code, person.Prior.Hull);
        PersonalCode.Read(path, person.Prior).Alpha.Values.ShouldBe(code.Alpha.Values);

        PersonalCode.Write(path, null, code.Code, person.Prior.Hull);
        PersonalCode.Read(path, person.Prior).Alpha[0, 3].ShouldBe(1, 1e-4);

        PersonalCode.Write(path, code.Alpha, code.Code, new AnchorHull(person.Prior.Hull.Anchors, ["a", "b", "c", "d", "e", "f"]));
        Should.Throw<EngineException>(() => PersonalCode.Read(path, person.Prior)).Message.ShouldContain("another person");
    }

    [Fact]
    public void Synthesis_OfThreeAnchors_LeavesThemOutOfTheScore()
    {
        var synthesis = new Synthesis(person.Prior, person.Faces, SamplerKind.ThreeAnchors, 0, seed: 3);
        foreach (PersonalSample sample in synthesis.Next(4))
        {
            int[] used = [.. Enumerable.Range(0, DemoPerson.Count).Where(i => sample.Code.Alpha[0, i] != 0)];
            used.Length.ShouldBe(3);
            used.Select(i => person.Prior.Hull.Names[i]).ShouldNotContain(sample.NearestPhoto);
            sample.Identity!.Value.ShouldBeInRange(0.5, 1);
        }

        PersonalSample again = new Synthesis(person.Prior, null, SamplerKind.ThreeAnchors, 0, seed: 3).Next(1)[0];
        again.Identity.ShouldBeNull();
        PersonalSample first = new Synthesis(person.Prior, null, SamplerKind.ThreeAnchors, 0, seed: 3).Next(1)[0];
        again.Image.Pixels.ShouldBe(first.Image.Pixels);
    }

    [Fact]
    public void Directions_LearnedFromYaw_TurnTheHead()
    {
        DirectionSamples samples = DirectionSamples.Of(person.Prior, person.Faces, FaceTrait.Yaw, 16, seed: 1, cancellation: TestContext.Current.CancellationToken);
        samples.Codes.Rows.ShouldBe(16 + DemoPerson.Count - samples.Unread);
        LearnedDirection learned = DirectionLearner.FromScores(samples.Codes, samples.Scores);
        RowMatrix centre = RowMatrix.Repeat(person.Prior.Hull.CentreAlpha(), person.Prior.LayerCount);
        var editing = new Editing(person.Prior, null, new PersonalCode(centre, person.Prior.Hull.Points(centre)), learned.Direction, beta: null);
        double[] yaws = [.. editing.Render([-3 * learned.Separation, 3 * learned.Separation], EdgePolicy.Continue)
            .Select(picture => person.Faces.Find(picture.Image)[0].Pose.Yaw)];
        yaws[1].ShouldBeLessThan(yaws[0] - 3, "more yaw turns the nose to the left of the picture, as the catalogue's direction does");
    }
}
