using Microsoft.JSInterop;
using MudBlazor;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Components.Shared;

/// <summary>Does what the user asked for, and says so when it could not be done.</summary>
public static class SnackbarActs
{
    /// <summary>
    /// Runs an act; expected failures become a message with their sentence. An act that ends because the page was left, or the browser
    /// is gone, ends quietly.
    /// </summary>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> TryAsync(this ISnackbar snackbar, Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(snackbar);
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            await act();
            return true;
        }
        catch (EngineException e)
        {
            snackbar.Add(e.Message, Severity.Warning);
            return false;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or JSDisconnectedException)
        {
            return false;
        }
    }
}
