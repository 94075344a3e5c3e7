namespace MyStyle.Engine.People;

/// <summary>Who a person looks like: the face descriptors of the reference photos, without the generator.</summary>
/// <param name="Photos">The reference photos' names, in the order of the anchors.</param>
/// <param name="Embeddings">Their face descriptors in the same order, [N][d]; empty if there are none.</param>
/// <param name="EmbeddingModel">Which network the descriptors are of; empty if there are none.</param>
public sealed record PersonReferences(IReadOnlyList<string> Photos, IReadOnlyList<float[]> Embeddings, string EmbeddingModel);
