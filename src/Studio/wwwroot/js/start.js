// Starts the page's connection, and looks after it when it is lost: it is tried again for as long as the page is open, and the page is
// loaded anew when the server no longer knows it. What the user did is with the server already; jobs do not notice.
(() => {
    const notice = document.getElementById("components-reconnect-modal");

    const reachable = async () => {
        try {
            const answer = await fetch("./", { method: "HEAD", cache: "no-store" });
            return answer.status < 500;
        } catch {
            return false;
        }
    };

    let trying = false;
    const persist = async () => {
        if (trying) {
            return;
        }

        trying = true;
        while (!(await reachable())) {
            await new Promise(resolve => setTimeout(resolve, 2000));
        }

        try {
            if (await Blazor.reconnect()) {
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
            case "rejected":
            case "failed":
            case "resume-failed":
                persist();
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
