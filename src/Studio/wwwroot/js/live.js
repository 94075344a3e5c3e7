// Running jobs in the page: one connection for all that is watched, frames drawn on canvases, curves kept whole.
//
//   const stop = watch(jobId, { onFrame, onProgress });
//
// Frames come as they are made; one that is older than what its place shows is dropped. After a lost connection everything that is watched
// is asked for again, and what was on the page stays there meanwhile. window.myStyleLive counts for tests and for the curious.

import { connect } from "./hub.js";

const Ended = new Set(["done", "failed", "cancelled"]);
const MostPoints = 800;

const watches = new Map();
let connection = null;
let connecting = null;

export const counters = {
    connected: false,
    reconnects: 0,
    frames: 0,
    stale: 0,
    drawn: 0,
    framesPerSecond: 0,
    lagMilliseconds: 0,
    jobs: {},
};
globalThis.myStyleLive = counters;

/** What is kept of one watched job, for everybody on the page who watches it. */
class Watch {
    constructor(job) {
        this.job = job;
        this.listeners = new Set();
        this.frames = new Map();
        this.points = [];
        this.probes = [];
        this.progress = null;
        this.streams = [];
        this.open = 0;
    }

    get hasEnded() {
        return Ended.has(this.progress?.state);
    }

    start() {
        this.halt();
        this.open = 2;
        this.follow("Frames", frame => this.takeFrame(frame));
        this.follow("Progress", progress => this.takeProgress(progress));
    }

    follow(method, take) {
        const stream = connection.stream(method, this.job).subscribe({
            next: take,
            complete: () => { this.open--; },
            error: () => { this.open--; },
        });
        this.streams.push(stream);
    }

    halt() {
        for (const stream of this.streams) {
            try {
                stream.dispose();
            } catch {
                // The connection went first.
            }
        }

        this.streams = [];
        this.open = 0;
    }

    takeFrame(frame) {
        const key = `${frame.role}/${frame.place}`;
        const seq = Number(frame.seq);
        const known = this.frames.get(key);
        if (known && known.seq >= seq) {
            counters.stale++;
            return;
        }

        const taken = { ...frame, seq, step: Number(frame.step) };
        this.frames.set(key, taken);
        count(this.job, taken);
        for (const listener of this.listeners) {
            listener.onFrame?.(taken);
        }
    }

    takeProgress(progress) {
        append(this.points, progress.points ?? []);
        append(this.probes, progress.probes ?? []);
        this.progress = { ...progress, step: Number(progress.step), total: Number(progress.total), points: this.points, probes: this.probes };
        const own = counters.jobs[this.job] ??= { frames: 0, places: {} };
        own.state = this.progress.state;
        own.step = this.progress.step;
        own.points = this.points.length;
        for (const listener of this.listeners) {
            listener.onProgress?.(this.progress);
        }
    }

    /** A newcomer gets what is known at once. */
    join(listener) {
        this.listeners.add(listener);
        for (const frame of this.frames.values()) {
            listener.onFrame?.(frame);
        }

        if (this.progress) {
            listener.onProgress?.(this.progress);
        }
    }
}

/** Adds points to a curve; a step that lies before the end means that the run went back to a checkpoint. */
function append(curve, points) {
    for (const raw of points) {
        const point = Array.from(raw, Number);
        while (curve.length > 0 && curve[curve.length - 1][0] >= point[0]) {
            curve.pop();
        }

        curve.push(point);
    }

    if (curve.length > MostPoints) {
        const last = curve.length - 1;
        const kept = curve.filter((_, i) => i % 2 === 0 || i === last);
        curve.splice(0, curve.length, ...kept);
    }
}

const arrivals = [];

function count(job, frame) {
    const now = performance.now();
    counters.frames++;
    arrivals.push(now);
    while (arrivals.length > 0 && now - arrivals[0] > 2000) {
        arrivals.shift();
    }

    counters.framesPerSecond = arrivals.length / 2;
    // Sequence numbers are the server's clock in milliseconds: exact where both run on one machine.
    counters.lagMilliseconds = Math.max(0, Date.now() - frame.seq);
    const own = counters.jobs[job] ??= { frames: 0, places: {} };
    own.frames++;
    own.places[`${frame.role}/${frame.place}`] = frame.seq;
}

async function ensure() {
    if (connection) {
        return;
    }

    connecting ??= (async () => {
        const made = await connect("hub/live", () => {
            counters.connected = true;
            counters.reconnects++;
            listen(connection);
            resume();
        });
        made.onreconnecting(() => { counters.connected = false; });
        made.onclose(() => {
            counters.connected = false;
            connection = null;
            if (watches.size > 0) {
                setTimeout(() => { void ensure().then(resume, () => { }); }, 5000);
            }
        });
        connection = made;
        counters.connected = true;
        listen(made);
    })().finally(() => { connecting = null; });
    await connecting;
}

/** A job that ended and is tried again is followed again. */
function listen(made) {
    made.stream("Jobs").subscribe({
        next: notice => {
            const watch = watches.get(notice.job);
            if (watch && watch.open === 0) {
                watch.start();
            }
        },
        complete: () => { },
        error: () => { },
    });
}

function resume() {
    if (!connection) {
        return;
    }

    for (const watch of watches.values()) {
        watch.start();
    }
}

/**
 * Watches a job.
 * @param {string} job its id
 * @param {{onFrame?: (frame: object) => void, onProgress?: (progress: object) => void}} listener told of frames (place, role, name, step, seq,
 * lpips, id, beta, effective, carriers, shares, type, bytes) and of progress (state, phase, step, total, rate, left, points, probes, worst,
 * error; points and probes are whole curves)
 * @returns {() => void} stops
 */
export function watch(job, listener) {
    const key = String(job).toLowerCase();
    let found = watches.get(key);
    if (found) {
        found.join(listener);
    } else {
        found = new Watch(key);
        found.listeners.add(listener);
        watches.set(key, found);
        if (connection && counters.connected) {
            found.start();
        } else {
            // A page without live pictures is still a page: it shows what the server renders.
            void ensure().then(() => { if (watches.get(key) === found && found.open === 0) { found.start(); } }, () => { });
        }
    }

    return () => {
        found.listeners.delete(listener);
        if (found.listeners.size === 0 && watches.get(key) === found) {
            found.halt();
            watches.delete(key);
            delete counters.jobs[key];
        }
    };
}

/** Draws frames on a canvas: decoded off the main thread, at most one a screen refresh, the newest wins. */
export class FramePainter {
    constructor(canvas) {
        this.canvas = canvas;
        this.context = canvas.getContext("2d");
        this.waiting = null;
        this.busy = false;
        this.shown = -1;
        this.closed = false;
    }

    show(frame) {
        if (frame.seq <= this.shown || (this.waiting && frame.seq <= this.waiting.seq)) {
            return;
        }

        this.waiting = frame;
        if (!this.busy) {
            void this.work();
        }
    }

    async work() {
        this.busy = true;
        while (this.waiting && !this.closed) {
            const frame = this.waiting;
            this.waiting = null;
            try {
                const bitmap = await createImageBitmap(new Blob([frame.bytes], { type: frame.type }));
                await new Promise(done => requestAnimationFrame(done));
                this.draw(bitmap, frame);
            } catch {
                // A damaged frame: the next one comes soon.
            }
        }

        this.busy = false;
    }

    draw(bitmap, frame) {
        if (this.closed) {
            bitmap.close();
            return;
        }

        if (this.canvas.width !== bitmap.width || this.canvas.height !== bitmap.height) {
            this.canvas.width = bitmap.width;
            this.canvas.height = bitmap.height;
        }

        this.context.drawImage(bitmap, 0, 0);
        bitmap.close();
        this.shown = frame.seq;
        this.canvas.dataset.seq = String(frame.seq);
        this.canvas.dataset.step = String(frame.step);
        counters.drawn++;
    }

    close() {
        this.closed = true;
        this.waiting = null;
    }
}
