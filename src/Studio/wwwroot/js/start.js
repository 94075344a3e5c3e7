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

    // A server that was started anew does not know the page, and some ways of not knowing it end in no event: when the server has been
    // there for a while and the page still has no connection, it is loaded anew.
    let away = false;
    const watch = async () => {
        for (let there = 0; away; there = (await reachable()) ? there + 1 : 0) {
            if (there >= 5) {
                location.reload();
                return;
            }

            await new Promise(resolve => setTimeout(resolve, 2000));
        }
    };

    notice?.addEventListener("components-reconnect-state-changed", change => {
        const wasAway = away;
        away = change.detail.state !== "hide";
        if (away && !wasAway) {
            watch();
        }

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
