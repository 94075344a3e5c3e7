using Microsoft.AspNetCore.SignalR;
using MyStyle.Studio.Exploring;

namespace MyStyle.Studio.Editing;

/// <summary>
/// Where the edit desk scrubs and the map is walked: a request a frame. The browser has one request under way and sends the newest state when its answer is
/// there, so nothing queues up however slow the engine is.
/// </summary>
/// <param name="editor">Answers the edit desk.</param>
/// <param name="explorer">Answers the map and walks.</param>
public sealed class DeskHub(Editor editor, Explorer explorer) : Hub
{
    /// <summary>Renders the desk as it stands.</summary>
    public Task<DeskAnswer> Edit(DeskRequest request) => editor.AnswerAsync(Context.ConnectionId, request, Context.ConnectionAborted);

    /// <summary>Renders a point of the hull.</summary>
    public Task<PointReply> Point(PointRequest request) => explorer.PointAsync(Context.ConnectionId, request, Context.ConnectionAborted);
}
