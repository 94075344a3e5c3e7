// A walk between photos: a slider from the first station to the last, and the picture that follows.

import { follow } from "../../../js/explore/point.js";

const SecondsAStation = 2.5;

export async function create(root, scene) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    const control = new AbortController();
    const on = (element, type, handler) => element.addEventListener(type, handler, { signal: control.signal });
    const along = part("along");
    const play = part("play");
    let anchors = scene.anchors;
    let playing = 0;
    let last = 0;
    const view = await follow(root);
    const state = () => ({ person: scene.person, generator: scene.generator, place: null, anchors, t: Number(along.value), beta: 0 });

    function label() {
        const t = Number(along.value);
        along.setAttribute("aria-valuetext", `${Math.round(100 * (t % 1 || (t > 0 ? 1 : 0)))} percent of the way to station ${Math.min(anchors.length, Math.floor(t) + 2)}`);
    }

    function range() {
        along.max = Math.max(1, anchors.length - 1);
        label();
        view.scrubber.settle(state);
    }

    on(along, "input", () => {
        label();
        view.scrubber.move(state);
    });
    on(play, "click", () => {
        playing = playing ? stop() : start();
    });

    function start() {
        play.setAttribute("aria-pressed", "true");
        play.textContent = "Pause";
        last = performance.now();
        return requestAnimationFrame(tick);
    }

    function stop() {
        cancelAnimationFrame(playing);
        play.setAttribute("aria-pressed", "false");
        play.textContent = "Play";
        return 0;
    }

    function tick(now) {
        const most = Number(along.max);
        along.value = (Number(along.value) + (now - last) / 1000 / SecondsAStation) % most;
        last = now;
        label();
        view.scrubber.move(state);
        playing = requestAnimationFrame(tick);
    }

    range();
    return {
        route(stations) {
            anchors = stations;
            range();
        },
        snapshot: () => ({ place: null, anchors, along: Number(along.value), beta: 0 }),
        async dispose() {
            control.abort();
            stop();
            await view.dispose();
        },
    };
}
