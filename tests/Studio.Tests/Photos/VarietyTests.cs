using System.Runtime.CompilerServices;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Tests.Fixtures;
using NSubstitute;

namespace MyStyle.Studio.Tests.Photos;

/// <summary>How much the accepted photos differ, measured once an album has come to rest.</summary>
public sealed class VarietyTests
{
    private readonly List<VarietyOrder> _asked = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Album_AtRest_IsMeasuredByTheEngineAndSaysSo()
    {
        await using EngineService engine = new(new EngineSettings { Device = "cpu", Threads = 1 }, ModelDirectories.Create([]));
        await using StudioData data = await StudioData.CreateAsync(engine: engine);
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        await data.Get<IPhotos>().AddAsync(person, "photo_001.jpg", "photo_002.jpg", "photo_003.jpg", "noface_001.jpg");

        (await data.RestAsync(person)).IsMeasuring.ShouldBeTrue("nobody waits for it");
        AlbumView album = await MeasuredAsync(data, person);

        Coverage coverage = album.Coverage.ShouldNotBeNull();
        coverage.MeanDistance.ShouldNotBeNull().ShouldBeInRange(0.05, 1);
        (coverage.DistanceName, coverage.DistanceSample, album.IsMeasuring).ShouldBe(("perceptual-narrow", 3, false));
        coverage.AddLeast.Select(photo => photo.File).ShouldBe(["photo_001.jpg", "photo_002.jpg", "photo_003.jpg"], ignoreOrder: true, "photos go by the names they came with");
    }

    [Fact]
    public async Task Figure_OfThesePhotos_IsKeptUntilOthersAreAccepted()
    {
        await using StudioData data = await StudioData.CreateAsync(engine: Engine(order => order.Pictures.Count / 10.0));
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        IPhotos photos = data.Get<IPhotos>();
        Dictionary<string, UploadOutcome> added = await photos.AddAsync(person, "photo_001.jpg", "photo_002.jpg", "photo_003.jpg");
        await data.RestAsync(person);
        (await MeasuredAsync(data, person)).Coverage!.MeanDistance.ShouldBe(0.3);

        photos.Curate(person);
        (await data.RestAsync(person)).Coverage!.MeanDistance.ShouldBe(0.3);
        await photos.DecideAsync(person, [added["photo_002.jpg"].Photo], UserDecision.Reject, Cancellation);
        (await data.RestAsync(person)).Coverage!.MeanDistance.ShouldBeNull("that was the figure of other photos");

        (await MeasuredAsync(data, person)).Coverage!.MeanDistance.ShouldBe(0.2);
        _asked.Select(order => order.Pictures.Count).ShouldBe([3, 2]);
        _asked[1].Pictures.ShouldAllBe(picture => File.Exists(picture.Path));
    }

    [Fact]
    public async Task Engine_Refuses_TheAlbumStaysAsItIsAndIsNotAskedForAgainAndAgain()
    {
        await using StudioData data = await StudioData.CreateAsync(engine: Engine(_ => throw new EngineException("There is no such device.")));
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        await data.Get<IPhotos>().AddAsync(person, "photo_001.jpg", "photo_002.jpg");
        await data.RestAsync(person);

        AlbumView album = await MeasuredAsync(data, person);
        await MeasuredAsync(data, person);

        (album.IsMeasuring, album.Coverage!.MeanDistance, album.Counts.Accepted, album.Curation.Problem).ShouldBe((false, null, 2, null));
        _asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Person_DeletedWhileMeasured_LeavesNothingBehind()
    {
        TaskCompletionSource measuring = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using StudioData data = await StudioData.CreateAsync(engine: Engine(_ => 0.3, measuring));
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        await data.Get<IPhotos>().AddAsync(person, "photo_001.jpg", "photo_002.jpg");
        await data.RestAsync(person);
        await measuring.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        await data.People.DeleteAsync(person, Cancellation);

        Directory.Exists(data.Folder.Person(person)).ShouldBeFalse();
        data.Get<VarietyDesk>().WhenIdleAsync(person).IsCompleted.ShouldBeTrue("the engine was told to stop");
    }

    private static async Task<AlbumView> MeasuredAsync(StudioData data, Guid person)
    {
        await data.Get<VarietyDesk>().WhenIdleAsync(person);
        return await data.Get<IPhotos>().GetAsync(person, Cancellation);
    }

    /// <summary>An engine that answers a figure; or begins, and goes on until it is told to stop.</summary>
    private IEngineService Engine(Func<VarietyOrder, double> figure, TaskCompletionSource? endless = null)
    {
        IEngineService engine = Substitute.For<IEngineService>();
        engine.RunAsync(Arg.Any<string>(), Arg.Any<EngineOrder>(), Arg.Any<CancellationToken>())
            .Returns(call => RunAsync(call.Arg<EngineOrder>().ShouldBeOfType<VarietyOrder>(), call.Arg<CancellationToken>()));
        return engine;

        async IAsyncEnumerable<EngineUpdate> RunAsync(VarietyOrder order, [EnumeratorCancellation] CancellationToken cancellation)
        {
            _asked.Add(order);
            if (endless is not null)
            {
                endless.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            yield return new FinishedUpdate(new VarietyOutcome(figure(order), "perceptual-narrow", order.Pictures.Count));
        }
    }
}
