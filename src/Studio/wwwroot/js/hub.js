// Connections to the studio's hubs: SignalR with MessagePack, reconnecting for as long as the page is open.

const Base = new URL("..", import.meta.url);
let library = null;

function script(path) {
    return new Promise((done, failed) => {
        const element = document.createElement("script");
        element.src = new URL(path, Base).href;
        element.onload = done;
        element.onerror = () => failed(new Error("A part of the page could not be loaded. Reload it."));
        document.head.append(element);
    });
}

/** Loads the library once a page. */
export function load() {
    library ??= (async () => {
        if (!globalThis.signalR?.protocols?.msgpack) {
            await script("lib/signalr/signalr.min.js");
            await script("lib/signalr/signalr-protocol-msgpack.min.js");
        }

        return globalThis.signalR;
    })();
    return library;
}

/**
 * Connects to a hub and keeps at it: a lost connection is tried again after 0, 1, 2, 5 and then every 5 seconds.
 * @param {string} path such as "hub/live"
 * @param {() => void} [again] told when a lost connection is back
 */
export async function connect(path, again) {
    const signalR = await load();
    const waits = [0, 1000, 2000, 5000];
    const connection = new signalR.HubConnectionBuilder()
        .withUrl(new URL(path, document.baseURI).href)
        .withHubProtocol(new signalR.protocols.msgpack.MessagePackHubProtocol())
        .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => waits[Math.min(context.previousRetryCount, waits.length - 1)] })
        .configureLogging(signalR.LogLevel.None)
        .build();
    if (again) {
        connection.onreconnected(again);
    }

    for (let round = 0; ; round++) {
        try {
            await connection.start();
            return connection;
        } catch (problem) {
            if (round >= 8) {
                throw problem;
            }

            await new Promise(done => setTimeout(done, waits[Math.min(round, waits.length - 1)]));
        }
    }
}
