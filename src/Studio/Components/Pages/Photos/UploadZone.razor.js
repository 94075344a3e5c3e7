// Uploads hundreds of files, four at a time, straight to the server. Each file is named by its hash first, so that what is there is not
// sent again: dropping the same folder after a cut goes on where it stopped. A lost connection is waited out.

const Parallel = 4;
const Batch = 40;
const Patience = 8;

export function create(root, component) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    const control = new AbortController();
    const tell = (method, ...values) => component.invokeMethodAsync(method, ...values).catch(() => { });
    let address = null;
    let stop = null;
    const waiting = [];
    let running = false;

    const on = (element, type, handler) => element.addEventListener(type, handler, { signal: control.signal });
    on(part("input"), "change", event => {
        add([...event.target.files]);
        event.target.value = "";
    });
    on(part("stop"), "click", () => stop?.abort());
    on(document, "dragover", event => {
        if ([...event.dataTransfer?.types ?? []].includes("Files")) {
            event.preventDefault();
            root.classList.add("over");
        }
    });
    on(document, "dragleave", event => {
        if (!event.relatedTarget) {
            root.classList.remove("over");
        }
    });
    on(document, "drop", async event => {
        root.classList.remove("over");
        if (event.dataTransfer?.files.length > 0) {
            event.preventDefault();
            add(await filesOf(event.dataTransfer));
        }
    });
    on(document, "paste", event => {
        const files = [...event.clipboardData?.files ?? []];
        if (files.length > 0) {
            add(files);
        }
    });

    function add(files) {
        waiting.push(...files);
        run();
    }

    async function run() {
        if (running || waiting.length === 0) {
            return;
        }

        running = true;
        stop = new AbortController();
        const count = { total: 0, done: 0, known: 0, failed: 0, bytes: 0, started: performance.now() };
        part("progress").hidden = false;
        try {
            while (waiting.length > 0 && !stop.signal.aborted) {
                const batch = waiting.splice(0, Batch);
                count.total = count.done + batch.length + waiting.length;
                show(count);
                await sendBatch(batch, count, stop.signal);
            }
        } catch (problem) {
            if (!stop.signal.aborted) {
                tell("OnProblem", "The upload", `${problem.message ?? problem} What was sent is kept. Drop the same files again to go on.`);
            }
        } finally {
            running = false;
            if (stop.signal.aborted) {
                waiting.length = 0;
            }

            part("bar").value = 1;
            part("words").textContent = stop.signal.aborted
                ? `Stopped after ${count.done} of ${count.total}. Drop the same files again to go on.`
                : `${count.done - count.known - count.failed} added${count.known ? `, ${count.known} were here already` : ""}${count.failed ? `, ${count.failed} not taken` : ""}.`;
            part("stop").hidden = true;
            root.dataset.finished = String(Number(root.dataset.finished ?? 0) + 1);
            tell("OnFinished");
        }
    }

    function show(count) {
        part("stop").hidden = false;
        part("bar").value = count.total ? count.done / count.total : 0;
        const seconds = (performance.now() - count.started) / 1000;
        const left = count.done > 3 ? Math.round(seconds / count.done * (count.total - count.done)) : null;
        part("words").textContent = `${count.done} of ${count.total}${left ? `, ${left} s left` : ""}`;
    }

    async function sendBatch(batch, count, signal) {
        const candidates = await Promise.all(batch.map(async file => ({ name: file.name, bytes: file.size, sha256: await hash(file) })));
        const needs = await ask(`${address}/known`, { method: "POST", headers: { "X-MyStyle": "1", "Content-Type": "application/json" }, body: JSON.stringify({ files: candidates }) }, signal);
        const open = [];
        needs.forEach((need, at) => {
            if (need.problem) {
                count.failed++;
                count.done++;
                tell("OnProblem", batch[at].name, need.problem);
            } else if (need.isKnown) {
                count.known++;
                count.done++;
            } else {
                open.push(batch[at]);
            }
        });
        show(count);
        await Promise.all(Array.from({ length: Parallel }, async () => {
            while (open.length > 0 && !signal.aborted) {
                const file = open.shift();
                try {
                    const outcome = await ask(
                        `${address}?name=${encodeURIComponent(file.name)}`, { method: "PUT", headers: { "X-MyStyle": "1", "Content-Type": "application/octet-stream" }, body: file }, signal);
                    if (outcome.problem) {
                        tell("OnProblem", file.name, outcome.problem);
                    }

                    count.known += outcome.isNew ? 0 : 1;
                } catch (problem) {
                    if (signal.aborted) {
                        return;
                    }

                    if (!problem.isAnswer) {
                        throw problem;
                    }

                    count.failed++;
                    tell("OnProblem", file.name, problem.message);
                }

                count.done++;
                show(count);
            }
        }));
    }

    async function ask(url, options, signal) {
        for (let round = 0; ; round++) {
            let answer;
            try {
                answer = await fetch(url, { ...options, signal });
            } catch (problem) {
                if (signal.aborted || round >= Patience) {
                    throw problem;
                }

                part("words").textContent = "The connection is away; trying again…";
                await new Promise(done => setTimeout(done, Math.min(8000, 500 * 2 ** round)));
                continue;
            }

            if (answer.ok) {
                return await answer.json();
            }

            const detail = (await answer.json().catch(() => null))?.detail;
            throw Object.assign(new Error(detail ?? `The server did not take it (${answer.status}).`), { isAnswer: true });
        }
    }

    return {
        connect(url) {
            address = url;
        },
        dispose() {
            control.abort();
            stop?.abort();
        },
    };
}

/** Folders that were dropped are opened; order is by name, as albums are. */
async function filesOf(transfer) {
    const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length === 0 || entries.every(entry => entry.isFile)) {
        return [...transfer.files];
    }

    const files = [];
    const walk = async entry => {
        if (entry.isFile) {
            files.push(await new Promise((done, failed) => entry.file(done, failed)));
            return;
        }

        const reader = entry.createReader();
        for (;;) {
            const children = await new Promise((done, failed) => reader.readEntries(done, failed));
            if (children.length === 0) {
                return;
            }

            for (const child of children) {
                await walk(child);
            }
        }
    };
    for (const entry of entries) {
        await walk(entry);
    }

    return files.filter(file => !file.name.startsWith("."));
}

/** SHA-256 in hex; null where the browser has no such function (plain http on another machine), which costs only sending again. */
async function hash(file) {
    if (!globalThis.crypto?.subtle) {
        return null;
    }

    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
