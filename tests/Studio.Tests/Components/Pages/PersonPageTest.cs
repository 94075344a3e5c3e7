using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;
using MyStyle.Studio.Exploring;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Results;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Streaming;
using MyStyle.Studio.Tests.Components.Pages.Studio;
using MyStyle.Studio.Tests.Fixtures;
using MyStyle.Studio.Workpieces;
using NSubstitute;
using TestContext = Xunit.TestContext;

namespace MyStyle.Studio.Tests.Components.Pages;

/// <summary>
/// A page of a trained person: the database, the files and the services are real; the queue waits for the test, and the engine answers
/// what the test says.
/// </summary>
public abstract class PersonPageTest : ComponentTest, IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IEngineService Engine { get; } = Substitute.For<IEngineService>();

    internal WaitingJobs Jobs { get; } = new();

    internal OpenStudio Studio { get; private set; } = null!;

    /// <summary>The trained person.</summary>
    protected Guid Person => Studio.Person;

    public virtual async ValueTask InitializeAsync()
    {
        Studio = await OpenStudio.CreateAsync(services => services
            .AddSingleton(new StudioSettings { SamplePerson = false })
            .AddSingleton(new EngineSettings())
            .AddSingleton(ModelDirectories.Create([]))
            .AddSingleton(Engine)
            .AddSingleton<IJobs>(Jobs)
            .AddSingleton<ILiveFeed, LiveFeed>()
            .AddSingleton<CheckpointShelf>()
            .AddSingleton<UserPreferences>()
            .AddStudioPeople()
            .AddStudioPhotos()
            .AddStudioDirections()
            .AddStudioEditing()
            .AddStudioExploring());
        Offer<IDbContextFactory<StudioDb>>();
        Offer<IJobs>();
        Offer<IPeople>();
        Offer<IPhotos>();
        Offer<IResults>();
        Offer<IWorkpieces>();
        Offer<ILiveFeed>();
        Offer<CheckpointShelf>();
        Offer<UserPreferences>();
        Offer<DirectionBook>();
        Offer<Editor>();
        Offer<EditKeeper>();
        Offer<Explorer>();
    }

    /// <summary>Somebody who has photos at most.</summary>
    protected Task<Guid> AddUntrainedAsync(string name = "Bea") => Studio.Get<IPeople>().CreateAsync(name, cancellation: Cancel);

    /// <summary>Draws a page of a person and waits until the frame is there.</summary>
    protected IRenderedComponent<TPage> Open<TPage>(Guid? person = null)
        where TPage : ComponentBase
    {
        IRenderedComponent<TPage> page = Render<TPage>(parameters => parameters.TryAdd("Id", person ?? Person));
        page.WaitForElement("nav.tabs");
        return page;
    }

    /// <summary>The same page, gone to with another person in the address.</summary>
    protected static void GoTo<TPage>(IRenderedComponent<TPage> page, Guid person)
        where TPage : ComponentBase => page.Render(parameters => parameters.TryAdd("Id", person));

    /// <summary>Presses keys, as the page's shortcuts hear them.</summary>
    protected async Task PressAsync<TPage>(IRenderedComponent<TPage> page, params string[] keys)
        where TPage : ComponentBase
    {
        foreach (string key in keys)
        {
            await page.InvokeAsync(() => Keys.PressAsync(key));
        }
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Studio.DisposeAsync();
    }

    private void Offer<T>()
        where T : class => Services.AddSingleton(Studio.Get<T>());
}
