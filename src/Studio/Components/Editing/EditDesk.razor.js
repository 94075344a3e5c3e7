// The edit desk in the browser: sliders, tracks, readouts and the picture belong to this module while they move. The component hears of
// the state at rest.

import { connect } from "../../js/hub.js";
import { createPicture } from "../../js/desk/picture.js";
import { createReadouts } from "../../js/desk/readouts.js";
import { Scrubber } from "../../js/desk/scrubber.js";
import { drawTrack, sayTheta, writeTheta } from "../../js/desk/track.js";

const GreatestBeta = 0.2;
const ResistFor = 260;
const PolicyKey = "mystyle.edge-policy";

/**
 * @param {HTMLElement} root the desk's element; parts are found by data-part
 * @param {object} component the .NET side: OnDeskState(state), OnDeskProblem(sentence)
 * @param {object} scene person, generator, code, sliders [{ id, label, degrees }], thumbnails (anchor -> url), beta
 */
export async function create(root, component, scene) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    const rows = new Map();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const state = {
        thetas: new Map(scene.sliders.map(slider => [slider.id, 0])), beta: scene.beta, policy: localStorage.getItem(PolicyKey) ?? "project",
        chosen: localStorage.getItem(PolicyKey) !== null, leftOut: [],
    };
    let tracks = new Map();
    let tellTimer = 0;
    let disposed = false;
    let offered = null;

    const control = new AbortController();
    const on = (element, type, handler, options) => element?.addEventListener(type, handler, { signal: control.signal, ...options });
    const guarded = (method, ...values) => disposed ? Promise.resolve() : component.invokeMethodAsync(method, ...values).catch(() => { });

    const connection = await connect("hub/desk");
    const request = () => ({
        person: scene.person, generator: scene.generator, code: scene.code, beta: state.beta, policy: state.policy, leftOut: state.leftOut,
        sliders: [...state.thetas].map(([id, theta]) => ({ id, theta })), previewSide: scene.previewSide ?? 0,
    });
    const scrubber = new Scrubber(message => connection.invoke("Edit", message), show, problem => {
        part("problem").textContent = problem;
        guarded("OnDeskProblem", problem);
    });

    const move = () => {
        scrubber.move(request);
        tellSoon();
    };
    const settle = () => {
        scrubber.settle(request);
        tellSoon();
    };

    for (const slider of scene.sliders) {
        const row = root.querySelector(`[data-slider="${slider.id}"]`);
        if (!row) {
            continue;
        }

        const input = row.querySelector("input");
        rows.set(slider.id, { ...slider, row, input, canvas: row.querySelector("canvas"), value: row.querySelector("[data-part=value]"), heldUntil: 0, crossed: false });
        on(input, "input", () => slide(slider.id));
        on(input, "pointerdown", () => { rows.get(slider.id).crossed = false; });
        on(input, "dblclick", () => { input.value = 0; slide(slider.id); });
        on(input, "keydown", event => {
            if (event.key === "Home" || event.key === "Delete") {
                event.preventDefault();
                input.value = 0;
                slide(slider.id);
            }
        });
    }

    function slide(id) {
        const row = rows.get(id);
        row.input.value = hold(id, Number(row.input.value));
        state.thetas.set(id, Number(row.input.value));
        label(row);
        move();
    }

    // At the edge the slider resists for a moment the first time a drag crosses it, and then offers what to do. Stopping stays there.
    function hold(id, theta) {
        const [row, track] = [rows.get(id), tracks.get(id)];
        if (!track || track.lower === null || state.beta === null) {
            return theta;
        }

        const held = Math.min(track.upper, Math.max(track.lower, theta));
        if (held === theta) {
            return theta;
        }

        offer(id);
        if (state.policy === "stop") {
            return held;
        }

        const now = performance.now();
        if (!row.crossed) {
            row.crossed = true;
            row.heldUntil = now + (state.chosen || calm ? 0 : ResistFor);
        }

        return now < row.heldUntil ? held : theta;
    }

    function offer(id) {
        if (!state.chosen && offered !== id) {
            offered = id;
            part("offer").hidden = false;
        }
    }

    function label(row) {
        const theta = Number(row.input.value);
        const track = tracks.get(row.id);
        row.value.textContent = writeTheta(theta, row.degrees);
        row.input.setAttribute("aria-valuetext", sayTheta(row.label, theta, row.degrees, track, state.beta));
    }

    function choosePolicy(policy) {
        state.policy = policy;
        state.chosen = true;
        localStorage.setItem(PolicyKey, policy);
        part("offer").hidden = true;
        for (const radio of root.querySelectorAll("[name=edge-policy]")) {
            radio.checked = radio.value === policy;
        }

        ranges();
        settle();
    }

    for (const radio of root.querySelectorAll("[name=edge-policy]")) {
        radio.checked = radio.value === state.policy;
        on(radio, "change", () => choosePolicy(radio.value));
    }

    for (const button of root.querySelectorAll("[data-offer]")) {
        on(button, "click", () => choosePolicy(button.dataset.offer));
    }

    const beta = part("beta");
    const free = part("beta-free");
    const readBeta = () => {
        state.beta = free.checked ? null : Number(beta.value);
        beta.disabled = free.checked;
        part("beta-value").textContent = free.checked ? "∞" : Number(beta.value).toFixed(3);
        beta.setAttribute("aria-valuetext", free.checked ? "no bound" : `beta ${Number(beta.value).toFixed(3)}`);
        move();
    };
    on(beta, "input", readBeta);
    on(free, "change", readBeta);

    on(part("reset"), "click", () => {
        for (const row of rows.values()) {
            row.input.value = 0;
            state.thetas.set(row.id, 0);
            label(row);
        }

        settle();
    });

    async function show(answer) {
        if (disposed) {
            return;
        }

        await picture(answer);
        tracks = new Map(answer.tracks.map(track => [track.id, track]));
        ranges();
        readouts(answer, state.beta);
        part("problem").textContent = "";
        root.dataset.shown = answer.seq;
        root.myStyleDesk.answer = answer;
    }

    // With "stop" most of a long track would be out of reach: the slider zooms in on what is inside.
    function ranges() {
        for (const row of rows.values()) {
            const track = tracks.get(row.id);
            if (!track) {
                continue;
            }

            const inside = track.lower === null ? 0 : Math.max(Math.abs(track.lower), Math.abs(track.upper));
            const range = state.policy === "stop" && state.beta !== null && inside > 0 ? Math.min(track.reach, 1.5 * inside) : track.reach;
            const theta = state.thetas.get(row.id);
            if (Math.abs(Number(row.input.max) - range) > 1e-9) {
                row.input.min = -range;
                row.input.max = range;
                row.input.step = range / 200;
                row.input.value = theta;
            }

            row.row.dataset.lower = track.lower ?? "";
            row.row.dataset.upper = track.upper ?? "";
            row.row.querySelector("[data-part=cosine]").textContent = `cos ${track.cosine.toFixed(2)}`;
            drawTrack(row.canvas, track, range, GreatestBeta);
            label(row);
        }
    }

    function leaveOut(anchor, name) {
        state.leftOut = [...new Set([...state.leftOut, anchor])];
        left.set(anchor, name);
        settle();
    }

    const left = new Map();

    function tellSoon() {
        clearTimeout(tellTimer);
        tellTimer = setTimeout(() => guarded("OnDeskState", snapshot()), 250);
    }

    function snapshot() {
        return {
            thetas: Object.fromEntries(state.thetas), beta: state.beta, policy: state.policy, leftOut: state.leftOut,
            leftOutNames: state.leftOut.map(anchor => left.get(anchor) ?? String(anchor)),
        };
    }

    const picture = createPicture(root, scene, control.signal);
    const readouts = createReadouts(root, scene.thumbnails, leaveOut, control.signal);
    const observer = new ResizeObserver(() => ranges());
    observer.observe(root);
    root.myStyleDesk = { scrubber, state, answer: null };
    settle();

    return {
        snapshot,
        /** Takes over settings: of a result, or after leaving an anchor in again. */
        apply(values) {
            for (const [id, theta] of Object.entries(values.thetas ?? {})) {
                if (rows.has(id)) {
                    state.thetas.set(id, theta);
                    rows.get(id).input.value = theta;
                    label(rows.get(id));
                }
            }

            if (values.leftOut) {
                state.leftOut = values.leftOut;
                values.leftOutNames?.forEach((name, place) => left.set(values.leftOut[place], name));
            }

            if ("beta" in values) {
                free.checked = values.beta === null;
                beta.value = values.beta ?? beta.value;
                readBeta();
            }

            if (values.policy) {
                choosePolicy(values.policy);
            }

            settle();
        },
        async dispose() {
            disposed = true;
            clearTimeout(tellTimer);
            scrubber.dispose();
            control.abort();
            observer.disconnect();
            await connection.stop();
        },
    };
}
