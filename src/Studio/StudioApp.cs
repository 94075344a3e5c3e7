using MyStyle.Studio.Api;
using MyStyle.Studio.Components;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;
using MyStyle.Studio.Engines;
using MyStyle.Studio.Exploring;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Models;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Results;
using MyStyle.Studio.Security;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Streaming;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio;

/// <summary>Puts the program together.</summary>
public static class StudioApp
{
    private const int LeastThreads = 32;

    /// <summary>Reads the settings, brings the data up to date, and makes the program ready to run.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="SettingsException">The settings are wrong.</exception>
    /// <exception cref="Engine.Runtime.EngineException">The data folder cannot be used.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        // Albums and archives keep threads of the pool busy for a while; pages must not wait until it has grown.
        ThreadPool.SetMinThreads(LeastThreads, LeastThreads);
        WebApplicationBuilder builder = SettingsRegistration.CreateBuilder(args);
        builder.AddStudioSecurity();
        builder.Services
            .AddStudioData()
            .AddStudioEngine()
            .AddStudioJobs()
            .AddStudioStreaming()
            .AddStudioPeople()
            .AddStudioPhotos()
            .AddStudioModels()
            .AddStudioWorkpieces()
            .AddStudioResults()
            .AddStudioDirections()
            .AddStudioEditing()
            .AddStudioExploring()
            .AddStudioApi()
            .AddStudioPages();

        WebApplication app = builder.Build();
        try
        {
            await app.PrepareStudioDataAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        app.UseStudioPages();
        app.UseStudioSecurity();
        app.MapStudioApi();
        app.MapStudioHub();
        app.MapStudioDesk();
        app.MapStudioPages();
        return app;
    }
}
