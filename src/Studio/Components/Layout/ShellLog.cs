namespace MyStyle.Studio.Components.Layout;

/// <summary>What the frame of the pages logs.</summary>
internal static partial class ShellLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The key {Key} failed.")]
    public static partial void KeyFailed(ILogger logger, string key, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed.")]
    public static partial void PageFailed(ILogger logger, Exception error);
}
