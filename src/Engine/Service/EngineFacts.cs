namespace MyStyle.Engine.Service;

/// <summary>What the engine runs on.</summary>
/// <param name="Device">cpu, or cuda:N.</param>
/// <param name="Threads">Threads of tensor work on the CPU.</param>
/// <param name="LibTorch">Version of libtorch.</param>
/// <param name="PerceptualNetwork">Catalogue name of the network behind every distance called LPIPS; only lpips-* is the real one.</param>
/// <param name="Notes">What the user should know about it.</param>
public sealed record EngineFacts(string Device, int Threads, string LibTorch, string PerceptualNetwork, IReadOnlyList<string> Notes);
