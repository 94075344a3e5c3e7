// Starts the page's connection, and looks after it when it is lost: it is tried again for as long as the page is open, and the page is
// loaded anew when the server no longer knows it. What the user did is with the server already; jobs do not notice.
(() => {
    const notice = document.getElementById("components-reconnect-modal");

    const reachable = async () => {
        try {
            const answer = await fetch("./", { cache: "no-store" });
            return answer.status < 500;
        } catch {
            return false;
        }
    };

    let trying = false;
    const persist = async isKnown => {
        if (trying) {
            return;
        }

        trying = true;
        while (!(await reachable())) {
            await new Promise(resolve => setTimeout(resolve, 2000));
        }

        try {
            if (isKnown && await Blazor.reconnect()) {
                trying = false;
                return;
            }
        } catch {
            // Not even that: start over.
        }

        location.reload();
    };

    notice?.addEventListener("components-reconnect-state-changed", change => {
        switch (change.detail.state) {
            case "failed":
                persist(true);
                break;
            case "rejected":
            case "resume-failed":
                // The server was restarted, or the page was away for too long: it does not know this page any more.
                persist(false);
                break;
            default:
                break;
        }
    });

    document.querySelector("#blazor-error-ui button")?.addEventListener("click", () => location.reload());

    Blazor.start({
        circuit: {
            reconnectionOptions: {
                maxRetries: 100000,
                retryIntervalMilliseconds: attempt => Math.min(250 * 2 ** attempt, 4000),
            },
        },
    });
})();
