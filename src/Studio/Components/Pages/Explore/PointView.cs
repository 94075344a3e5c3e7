using Microsoft.JSInterop;
using MyStyle.Studio.Exploring;

namespace MyStyle.Studio.Components.Pages.Explore;

/// <summary>Where a panel stands in the browser: a place of the map, or a point of a walk.</summary>
/// <param name="Place">x and y; null for a walk.</param>
/// <param name="Anchors">The walk's stations.</param>
/// <param name="Along">Where on the walk.</param>
/// <param name="Beta">Allowed dilation.</param>
public sealed record PointView(double[]? Place, int[]? Anchors, double Along, double Beta)
{
    internal PointRequest ToRequest(Guid person, Guid generator) => new()
    {
        Sequence = 0,
        Person = person.ToString(),
        Generator = generator.ToString(),
        Place = Place,
        Anchors = Anchors ?? [],
        Along = Along,
        Beta = Beta,
    };

    /// <summary>Whether an exception only says that the browser, or the page, is gone.</summary>
    internal static bool IsFarewell(Exception e) => e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException;

    internal static async Task CloseAsync(IJSObjectReference? module, IJSObjectReference? view)
    {
        try
        {
            if (view is not null)
            {
                await view.InvokeVoidAsync("dispose");
                await view.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or JSException or OperationCanceledException)
        {
            // The browser is gone.
        }
    }
}
