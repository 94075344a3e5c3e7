using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Editing;

/// <summary>The edit desk in a window: its sliders, and when it has come to rest.</summary>
internal sealed class DeskWindow(Visit visit)
{
    /// <summary>Moves a slider to a share of its range, as a drag does, and waits for the picture at rest.</summary>
    public async Task SlideAsync(string slider, double share)
    {
        await visit.Page.EvaluateAsync(
            """
            ([slider, share]) => {
                const input = document.querySelector(`[data-testid="slider-${slider}"] input`);
                input.value = share * Number(input.max);
                input.dispatchEvent(new Event("input", { bubbles: true }));
            }
            """,
            new object[] { slider, share });
        await SettledAsync();
    }

    /// <summary>Where a slider stands.</summary>
    public Task<double> ThetaAsync(string slider) =>
        visit.Page.EvaluateAsync<double>("slider => Number(document.querySelector(`[data-testid=\"slider-${slider}\"] input`).value)", slider);

    /// <summary>The pixels that the desk shows, as a short text to compare.</summary>
    public Task<string> PictureAsync() => visit.Page.EvaluateAsync<string>(
        """
        async () => {
            const canvas = document.querySelector("[data-testid=edit-picture]");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return [...new Uint8Array(await crypto.subtle.digest("SHA-256", pixels))].map(value => value.toString(16).padStart(2, "0")).join("");
        }
        """);

    /// <summary>Does what opens the desk anew, and waits for the new one.</summary>
    public async Task ReopenAsync(Func<Task> act)
    {
        await visit.Page.EvaluateAsync("() => { document.querySelector('[data-testid=edit-desk]').myStyleDesk.isOld = true; }");
        await act();
        await visit.UntilAsync("() => document.querySelector('[data-testid=edit-desk]')?.myStyleDesk?.isOld === undefined");
        await SettledAsync();
    }

    /// <summary>Waits until what is shown is the full picture of what is set: nothing waits, nothing is under way, nothing is about to be asked.</summary>
    public Task SettledAsync() => visit.UntilAsync(
        """
        () => {
            const desk = document.querySelector("[data-testid=edit-desk]")?.myStyleDesk;
            if (!desk?.answer || desk.scrubber.busy || desk.scrubber.waiting || desk.scrubber.shown !== desk.scrubber.sequence) {
                window.deskStill = 0;
                return false;
            }

            // The full picture is asked for a moment after the last move: several looks in a row have to find the same state.
            window.deskStill = window.deskSeen === desk.scrubber.sequence ? (window.deskStill ?? 0) + 1 : 0;
            window.deskSeen = desk.scrubber.sequence;
            return window.deskStill >= 4;
        }
        """);
}
