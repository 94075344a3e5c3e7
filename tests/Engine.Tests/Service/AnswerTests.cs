using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.Networks;

namespace MyStyle.Engine.Tests.Service;

public sealed class AnswerTests(TinyStudio studio) : TensorTest, IClassFixture<TinyStudio>
{
    private static readonly double[] Sideways = [.. Enumerable.Range(0, TinyStudio.Width).Select(i => i == 3 ? 1.0 : 0.1)];
    private static readonly double[] Upwards = [.. Enumerable.Range(0, TinyStudio.Width).Select(i => i == 7 ? -1.0 : 0.2)];

    [Fact]
    public async Task Edit_WithinTheTrack_IsInside_AtItsEndIsAtBeta()
    {
        EditQuestion question = (await Edit([new("a", Sideways, 0), new("b", Upwards, 0.01)])) with { Beta = 0.05 };
        EditAnswer resting = await Ask(question);
        SliderTrack track = resting.Tracks[0];
        track.Lower.ShouldBeLessThan(0);
        track.Upper.ShouldBeGreaterThan(0);
        track.Cosine.ShouldBeInRange(0.05, 1);
        track.Dilations.Length.ShouldBe(33);
        resting.Outcome.ShouldBe(EditOutcome.Inside);
        resting.AppliedShare.ShouldBe(1);

        EditAnswer end = await Ask(question with { Sliders = [question.Sliders[0] with { Theta = track.Upper }, question.Sliders[1]] });
        end.EffectiveBeta.ShouldBe(0.05, 1e-6);
        end.Outcome.ShouldBe(EditOutcome.Inside);
        end.Tracks[0].Upper.ShouldBe(track.Upper, 1e-9, "a slider's own place does not move its track");
        end.Tracks[1].Upper.ShouldNotBe(resting.Tracks[1].Upper, "but it moves the others'");

        // The shading agrees with the ends of the interval.
        double[] thetas = ThetaList.Even(track.Reach, 33);
        for (int i = 0; i < thetas.Length; i++)
        {
            (track.Dilations[i] <= 0.05 + 1e-9).ShouldBe(thetas[i] >= track.Lower - 1e-9 && thetas[i] <= track.Upper + 1e-9);
        }
    }

    [Theory]
    [InlineData(EdgePolicy.Stop, EditOutcome.Stopped)]
    [InlineData(EdgePolicy.Continue, EditOutcome.Outside)]
    [InlineData(EdgePolicy.ProjectBack, EditOutcome.Projected)]
    public async Task Edit_BeyondTheTrack_FollowsThePolicy(EdgePolicy policy, EditOutcome expected)
    {
        EditQuestion question = (await Edit([new("a", Sideways, 0)])) with { Beta = 0.02, Policy = policy, WithCode = true };
        double end = (await Ask(question)).Tracks[0].Upper;
        EditAnswer beyond = await Ask(question with { Sliders = [new("a", Sideways, 4 * end)] });
        beyond.Outcome.ShouldBe(expected);
        beyond.RequiredBeta.ShouldBeGreaterThan(0.02);
        beyond.AppliedShare.ShouldBe(policy == EdgePolicy.Stop ? 0.25 : 1, 1e-6);
        (beyond.EffectiveBeta <= 0.02 + 1e-9).ShouldBe(policy != EdgePolicy.Continue);
        beyond.Alpha!.Length.ShouldBe(beyond.Layers * 6);
        for (int layer = 0; layer < beyond.Layers; layer++)
        {
            beyond.Alpha.AsSpan(layer * 6, 6).ToArray().Sum().ShouldBe(1, 1e-9);
        }
    }

    [Fact]
    public async Task Edit_WithAnchorsLeftOut_DoesWithoutThem()
    {
        EditQuestion question = (await Edit([new("a", Sideways, 0.1)])) with { LeftOut = [1, 4], WithCode = true };
        EditAnswer answer = await Ask(question);
        for (int layer = 0; layer < answer.Layers; layer++)
        {
            answer.Alpha![(layer * 6) + 1].ShouldBe(0);
            answer.Alpha[(layer * 6) + 4].ShouldBe(0);
            answer.Alpha.AsSpan(layer * 6, 6).ToArray().Sum().ShouldBe(1, 1e-9);
        }

        answer.EffectiveBeta.ShouldBeLessThanOrEqualTo(0.05 + 1e-9);
        answer.Carriers.Where(share => share.Alpha > 0).Select(share => share.Index).ShouldBeSubsetOf([0, 2, 3, 5]);
        (await Ask(question with { LeftOut = [] })).Frame.Bytes.ShouldNotBe(answer.Frame.Bytes);
        (await Should.ThrowAsync<EngineException>(Ask(question with { LeftOut = [0, 1, 2, 3, 4] }))).Message.ShouldContain("two photos");
        (await Should.ThrowAsync<EngineException>(Ask(question with { LeftOut = [6] }))).Message.ShouldContain("0 to 5");
    }

    [Fact]
    public async Task Edit_WithNothingMoved_IsTheMiddleOfTheAnchors()
    {
        EditAnswer answer = await Ask((await Edit([])) with { WithCode = true, WithIdentity = false, Size = new FrameSize(Lossless: true) });
        answer.Alpha!.ShouldAllBe(alpha => Math.Abs(alpha - (1.0 / 6)) < 1e-12);
        answer.Tracks.ShouldBeEmpty();
        answer.Identity.ShouldBeNull();
        answer.Frame.MediaType.ShouldBe("image/png");
        PointAnswer middle = await Ask((await Point()) with { Mix = Enumerable.Range(0, 6).ToDictionary(i => i, _ => 2.0), Size = new FrameSize(Lossless: true) });
        middle.Frame.Bytes.ShouldBe(answer.Frame.Bytes);
        middle.X.ShouldBe(0, 1e-9);
        middle.Y.ShouldBe(0, 1e-9);
    }

    [Fact]
    public async Task Edit_OfWhatDoesNotBelong_SaysSo()
    {
        EditQuestion question = await Edit([new("odd", [1, 2, 3], 1)]);
        (await Should.ThrowAsync<EngineException>(Ask(question))).Message.ShouldContain("'odd' has 3 numbers");
        (await Should.ThrowAsync<EngineException>(Ask(question with { Sliders = [new("a", new double[TinyStudio.Width], 1)] }))).Message.ShouldContain("no length");
        (await Should.ThrowAsync<EngineException>(Ask(question with { Sliders = [new("a", Sideways, double.NaN)] }))).Message.ShouldContain("no number");
        (await Should.ThrowAsync<EngineException>(Ask(question with { Sliders = [], CodePath = studio.Folder("gone.safetensors") }))).Message.ShouldContain("gone");
        (await Should.ThrowAsync<EngineException>(Ask(question with { Sliders = [], Beta = -1 }))).Message.ShouldContain("from 0 up");
    }

    [Fact]
    public async Task Place_OfAnAnchor_IsNearIt_AndFarAwayIsTheHullsEdge()
    {
        MapAnswer map = (await studio.Service.AskAsync("tab", new MapQuestion { PersonFolder = await studio.PersonAsync() }, TestContext.Current.CancellationToken))!;
        map.Names.ShouldBe(studio.Photos.Select(photo => photo.Name));
        map.ExplainedVariance.Sum().ShouldBeInRange(0.2, 1 + 1e-9);
        PointAnswer far = await Ask((await Point()) with { Place = [1000 * map.X[0], 1000 * map.Y[0]] });
        far.EffectiveBeta.ShouldBe(0);
        far.Alpha.Sum().ShouldBe(1, 1e-9);
        far.Carriers[0].Alpha.ShouldBeGreaterThan(0.3);
        PointAnswer one = await Ask((await Point()) with { Mix = new Dictionary<int, double> { [2] = 5 } });
        one.X.ShouldBe(map.X[2], 1e-6);
        one.Y.ShouldBe(map.Y[2], 1e-6);
        one.NearestPhoto.ShouldNotBe(map.Names[2], "what it was made from is no evidence");
        await Should.ThrowAsync<EngineException>(async () => await Ask(await Point()));
        await Should.ThrowAsync<EngineException>(async () => await Ask((await Point()) with { Mix = new Dictionary<int, double> { [9] = 1 } }));
    }

    [Theory]
    [InlineData(SamplerKind.ThreeAnchors)]
    [InlineData(SamplerKind.HitAndRun)]
    public async Task Samples_AreOneSequence(SamplerKind kind)
    {
        var question = new SampleQuestion { PersonFolder = await studio.PersonAsync(), Sampler = kind, Seed = 4, Count = 4 };
        SampleAnswer all = (await studio.Service.AskAsync("tab", question, TestContext.Current.CancellationToken))!;
        SampleAnswer later = (await studio.Service.AskAsync("tab", question with { Skip = 2, Count = 2 }, TestContext.Current.CancellationToken))!;
        later.Samples.Select(sample => sample.Frame.Bytes).ShouldBe(all.Samples.Skip(2).Select(sample => sample.Frame.Bytes));
        all.Samples.ShouldAllBe(sample => sample.EffectiveBeta <= 1e-9 && sample.Identity != null);
        await Should.ThrowAsync<EngineException>(studio.Service.AskAsync("tab", question with { Count = 33 }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Questions_AskedOverAndOver_LeaveNoTensorBehind()
    {
        EditQuestion question = (await Edit([new("a", Sideways, 0)])) with { LeftOut = [2] };
        await Ask(question);
        await Ask((await Point()) with { Place = [0.1, 0.1] });
        long before = TorchSharp.torch.Tensor.TotalCount;
        for (int i = 0; i < 50; i++)
        {
            await Ask(question with { Sliders = [new("a", Sideways, 0.01 * i)] });
            await Ask((await Point()) with { Place = [0.01 * i, 0.1] });
        }

        TorchSharp.torch.Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public async Task WholeJob_LeavesNoTensorBehind()
    {
        var order = new ProjectOrder
        {
            PersonFolder = await studio.PersonAsync(),
            Task = PictureTask.Invert,
            PicturePath = studio.Photos[0].Path,
            Betas = [0.02, null],
            CompareWithPrior = true,
            Steps = 3,
            OutputFolder = studio.Folder("leaks"),
        };
        await studio.RunAsync(order);
        await studio.RunAsync(studio.Training("leak 0") with { Passes = 2 });
        long before = TorchSharp.torch.Tensor.TotalCount;
        await studio.RunAsync(order);
        await studio.RunAsync(studio.Training("leak 1") with { Passes = 2 });
        TorchSharp.torch.Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public async Task Person_ThatChanged_IsLoadedAnew()
    {
        var outcome = await studio.OutcomeAsync<TrainOutcome>(studio.Training("changing") with { Passes = 1 });
        PointQuestion question = (await Point()) with { PersonFolder = outcome.PersonFolder, Mix = new Dictionary<int, double> { [0] = 1 } };
        byte[] before = (await Ask(question)).Frame.Bytes;
        await studio.Service.ForgetAsync(outcome.PersonFolder);
        await studio.OutcomeAsync<TrainOutcome>(studio.Training("changing") with { Passes = 40 });
        (await Ask(question)).Frame.Bytes.ShouldNotBe(before);
        await studio.Service.ForgetAsync(outcome.PersonFolder);
        Directory.Delete(outcome.PersonFolder, recursive: true);
        (await Should.ThrowAsync<EngineException>(Ask(question))).Message.ShouldContain("no person");
    }

    private async Task<EditQuestion> Edit(IReadOnlyList<SliderSetting> sliders) => new() { PersonFolder = await studio.PersonAsync(), Sliders = sliders };

    private async Task<PointQuestion> Point() => new() { PersonFolder = await studio.PersonAsync(), WithIdentity = true };

    private async Task<T> Ask<T>(EngineQuestion<T> question)
        where T : class => (await studio.Service.AskAsync("tab", question, TestContext.Current.CancellationToken))!;
}
