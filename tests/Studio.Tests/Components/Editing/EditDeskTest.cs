using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Components.Editing;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Files;
using MyStyle.Studio.Tests.Components.Pages;
using NSubstitute;

namespace MyStyle.Studio.Tests.Components.Editing;

/// <summary>The desk without its script: sliders that move are tested in a browser.</summary>
public abstract class EditDeskTest : PersonPageTest
{
    protected static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the engine was asked to draw.</summary>
    protected List<EditQuestion> Asked { get; } = [];

    /// <summary>What the desk said that it kept.</summary>
    protected List<Guid> KeptResults { get; } = [];

    /// <summary>The engine answers when it is open; null for at once.</summary>
    protected TaskCompletionSource? Gate { get; set; }

    /// <summary>Why the engine draws nothing; null while it does.</summary>
    protected string? EngineRefuses { get; set; }

    /// <summary>The prior's sliders.</summary>
    protected IReadOnlyList<DirectionView> Sliders { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<EditAnswer>>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            var question = (EditQuestion)call.Arg<EngineQuestion<EditAnswer>>();
            Asked.Add(question);
            await (Gate?.Task ?? Task.CompletedTask);
            double[]? alpha = question.WithCode ? [.. Enumerable.Repeat(1.0 / 12, 24)] : null;
            return EngineRefuses is not null
                ? throw new EngineException(EngineRefuses)
                : (EditAnswer?)new EditAnswer(
                    new FrameBytes(ImageWriter.EncodePng(new RgbImage(8, 8)), "image/png", 8, 8), 0.01, 0.01, EditOutcome.Inside, 1, 0.9, "photo_002.jpg",
                    [], [], 1, alpha, alpha is null ? 0 : 2);
        });
        Sliders = await Studio.Get<DirectionBook>().ListAsync(Person, ModelCatalogue.DemoPrior, Cancel);
    }

    protected static DeskState State(int[] leftOut, string[] names, Guid? slider = null) =>
        new(slider is { } id ? new Dictionary<string, double> { [id.ToString()] = 1.5 } : [], 0.02, "stop", leftOut, names);

    /// <summary>What the script was told when it opened the desk last.</summary>
    protected static JsonElement Scene(BunitJSModuleInterop module) => JsonSerializer.SerializeToElement(module.Invocations["create"][^1].Arguments[2], Json);

    protected IRenderedComponent<EditDesk> Desk(Guid? picture = null, Guid? person = null) => Render<EditDesk>(parameters => parameters
        .Add(desk => desk.Person, person ?? Person).Add(desk => desk.Workpiece, picture).Add(desk => desk.Kept, KeptResults.Add));

    protected BunitJSModuleInterop Module()
    {
        BunitJSModuleInterop module = JSInterop.SetupModule("./Components/Editing/EditDesk.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        return module;
    }

    /// <summary>A script whose desk stands with the first slider moved.</summary>
    protected BunitJSModuleInterop Script(BunitJSModuleInterop? module = null)
    {
        BunitJSModuleInterop script = (module ?? Module()).SetupModule("create", _ => true);
        script.Mode = JSRuntimeMode.Loose;
        script.Setup<DeskState>("snapshot").SetResult(State([1], ["photo_002.jpg"], Sliders[0].Id));
        return script;
    }

    protected async Task<Guid> PictureAsync()
    {
        string sha = Studio.Store.Put(Person, ImageWriter.EncodePng(new RgbImage(8, 8)), ".png");
        WorkpieceEntity row = new() { PersonId = Person, FileName = "holiday.jpg", OriginalSha = sha, OriginalMediaType = "image/png", AlignedSha = sha };
        return await AddAsync(row, row.Id);
    }

    protected async Task<Guid> CodeAsync(Guid picture, double beta = 0.02)
    {
        CodeEntity row = new()
        {
            PersonId = Person,
            GeneratorId = Studio.Generator,
            WorkpieceId = picture,
            Layers = 2,
            FileSha = Studio.Store.Put(Person, CodeFile.Write([.. Enumerable.Repeat(1.0 / 12, 24)], 2, [.. Enumerable.Repeat("a", 12)]), ".safetensors"),
            AllowedBeta = beta,
            CreatedUtc = DateTime.UtcNow,
        };
        return await AddAsync(row, row.Id);
    }

    protected async Task<Guid> RefinedAsync(Guid picture)
    {
        GeneratorEntity row = new()
        {
            PersonId = Person,
            Sha256 = new string('c', 64),
            Title = "Refined",
            RefinedFromId = Studio.Generator,
            RefinedOnId = picture,
            Prior = ModelCatalogue.DemoPrior,
            PerceptualNetwork = "perceptual-narrow",
            ParametersJson = "{}",
            Resolution = 128,
            CreatedUtc = DateTime.UtcNow,
        };
        return await AddAsync(row, row.Id);
    }

    private async Task<Guid> AddAsync(object row, Guid id)
    {
        await using StudioDb db = await Studio.OpenAsync();
        db.Add(row);
        await db.SaveChangesAsync(Cancel);
        return id;
    }
}
