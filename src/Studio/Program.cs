using MyStyle.Studio.Api;
using MyStyle.Studio.Components;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;
using MyStyle.Studio.Engines;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Results;
using MyStyle.Studio.Security;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Streaming;
using MyStyle.Studio.Workpieces;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    // Settings and static files lie beside the program, wherever it is started from.
    ContentRootPath = AppContext.BaseDirectory,
});
// In a checkout static files lie where the build left them; a published program has them beside it and no list of places.
builder.WebHost.UseStaticWebAssets();
if (!builder.AddStudioSettings())
{
    return 2;
}

builder.AddStudioSecurity();
builder.Services
    .AddStudioData()
    .AddStudioEngine()
    .AddStudioJobs()
    .AddStudioStreaming()
    .AddStudioPeople()
    .AddStudioPhotos()
    .AddStudioWorkpieces()
    .AddStudioResults()
    .AddStudioDirections()
    .AddStudioEditing()
    .AddStudioApi()
    .AddStudioPages();

WebApplication app = builder.Build();
await app.PrepareStudioDataAsync();
app.UseStudioSecurity();
app.MapStudioApi();
app.MapStudioHub();
app.MapStudioDesk();
app.MapStudioPages();
await app.RunAsync();
return 0;

/// <summary>The program, for tests that host it.</summary>
public partial class Program;
