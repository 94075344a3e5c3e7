namespace MyStyle.Studio.Models;

/// <summary>The models on this machine. Safe to call from any thread.</summary>
public interface IModels
{
    /// <summary>Told, on any thread, when a model came or went.</summary>
    event Action? Changed;

    /// <summary>Where models are installed.</summary>
    string InstallFolder { get; }

    /// <summary>The network behind every distance called LPIPS, by catalogue name.</summary>
    string PerceptualNetwork { get; }

    /// <summary>Every model of the catalogue, here or not, then the user's own generators.</summary>
    Task<IReadOnlyList<ModelView>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Names of the priors that are here: what a person can be trained on.</summary>
    Task<IReadOnlyList<ModelView>> PriorsAsync(CancellationToken cancellation = default);

    /// <summary>Reads a model's file whole and compares its hash.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such model here.</exception>
    Task<ModelChecked> VerifyAsync(string name, CancellationToken cancellation = default);

    /// <summary>
    /// Takes a file in: one of the catalogue's, known by its content, or else a generator of one's own. It is read, never executed; what is no
    /// generator is refused.
    /// </summary>
    /// <param name="content">The file.</param>
    /// <param name="fileName">What it is called.</param>
    /// <param name="cancellation">Gives up; nothing is kept.</param>
    /// <returns>The model's name.</returns>
    /// <exception cref="Engine.Runtime.EngineException">It is no weights, no generator, or too large.</exception>
    Task<string> ImportAsync(Stream content, string fileName, CancellationToken cancellation = default);

    /// <summary>Takes in a file of this machine, or every file of weights of a folder.</summary>
    /// <returns>Names of the models, and a sentence for every file that was passed over.</returns>
    /// <exception cref="Engine.Runtime.EngineException">There is no such file or folder.</exception>
    Task<(IReadOnlyList<string> Taken, IReadOnlyList<string> PassedOver)> ImportFromAsync(string path, CancellationToken cancellation = default);

    /// <summary>Removes an installed model, or a generator of one's own.</summary>
    /// <exception cref="Engine.Runtime.EngineException">It came with the program, somebody is trained on it, or there is no such model here.</exception>
    Task RemoveAsync(string name, CancellationToken cancellation = default);
}
