using Microsoft.AspNetCore.SignalR;

namespace MyStyle.Studio.Editing;

/// <summary>
/// Where the edit desk scrubs: a request a frame. The browser has one request under way and sends the newest state when its answer is
/// there, so nothing queues up however slow the engine is.
/// </summary>
/// <param name="editor">Answers.</param>
public sealed class DeskHub(Editor editor) : Hub
{
    /// <summary>Renders the desk as it stands.</summary>
    public Task<DeskAnswer> Edit(DeskRequest request) => editor.AnswerAsync(Context.ConnectionId, request, Context.ConnectionAborted);
}
