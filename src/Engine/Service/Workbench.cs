using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service;

/// <summary>What works and answers have at hand. Loads libtorch when it is first needed; lives on the engine thread.</summary>
/// <param name="settings">What holds for every run.</param>
/// <param name="models">Where the networks are.</param>
/// <param name="time">Measures.</param>
internal sealed class Workbench(EngineSettings settings, ModelDirectories models, TimeProvider time) : IDisposable
{
    private Toolbox? _toolbox;
    private PersonShelf? _people;
    private EngineFacts? _facts;

    /// <summary>Measures.</summary>
    public TimeProvider Time => time;

    /// <summary>The networks.</summary>
    public Toolbox Toolbox
    {
        get
        {
            Open();
            return _toolbox!;
        }
    }

    /// <summary>The people in use.</summary>
    public PersonShelf People
    {
        get
        {
            Open();
            return _people!;
        }
    }

    /// <summary>What the engine runs on.</summary>
    public EngineFacts Facts
    {
        get
        {
            Open();
            return _facts!;
        }
    }

    /// <summary>Loads libtorch, if that has not happened.</summary>
    /// <exception cref="EngineException">It does not load, or there is no such device.</exception>
    public void Open()
    {
        if (_toolbox is not null)
        {
            return;
        }

        TorchInfo torch = TorchRuntime.Load(settings.ToTorchOptions());
        EngineDevice device = EngineDevice.Resolve(settings.Device, torch);
        var toolbox = new Toolbox(models, device, settings.FaceEmbedder, precision: PrecisionChoice.Resolve(settings.Precision, device));
        _people = new PersonShelf(toolbox);
        _facts = new EngineFacts(device.ToString(), torch.Threads, torch.Version, toolbox.PerceptualName, torch.Notes);
        _toolbox = toolbox;
    }

    /// <summary>Lets a person go that is about to change; nothing is loaded for it.</summary>
    public void Forget(string folder) => _people?.Forget(folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        _people?.Dispose();
        _toolbox?.Dispose();
    }
}
