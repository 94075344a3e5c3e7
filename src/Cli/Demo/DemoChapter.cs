namespace MyStyle.Cli.Demo;

/// <summary>One step of the story as the page tells it.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What one sees, in a sentence or two.</param>
/// <param name="Picture">File name of its picture, beside the page.</param>
/// <param name="Alternative">The picture in words.</param>
internal sealed record DemoChapter(string Title, string Text, string Picture, string Alternative);
