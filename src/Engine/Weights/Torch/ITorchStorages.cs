using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>Where the storages are that a PyTorch pickle refers to.</summary>
internal interface ITorchStorages
{
    /// <summary>The storage behind a persistent id; null if the id means something else.</summary>
    TorchStorage? Find(PickleNode id);
}
