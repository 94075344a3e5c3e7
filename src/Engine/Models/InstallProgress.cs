namespace MyStyle.Engine.Models;

/// <summary>How far an installation is.</summary>
/// <param name="FileName">The published file at work.</param>
/// <param name="Done">Bytes that are here, those of an earlier attempt counted.</param>
/// <param name="Total">All its bytes; null if the server does not say.</param>
public sealed record InstallProgress(string FileName, long Done, long? Total);
