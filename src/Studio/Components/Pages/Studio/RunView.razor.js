// Shows a run: the candidate in view large, the others small, the loss and the readouts. Nothing of it passes through the circuit.

import { FramePainter, watch } from "../../../js/live.js";

const SayEvery = 5000;
const MostCarriers = 4;

/**
 * @param {HTMLElement} root the section of the component
 * @param {string} job its id
 * @param {string} referenceUrl where pictures of reference photos are; the name follows
 */
export function follow(root, job, referenceUrl) {
    const part = name => root?.querySelector(`[data-part="${name}"]`);
    const number = (value, digits) => value === null || value === undefined || Number.isNaN(value) ? "–" : Number(value).toFixed(digits);
    const main = new FramePainter(part("main"));
    const places = new Map();
    let shown = null;
    let said = 0;
    let carried = "";
    const unknown = new Set();

    const placeOf = frame => {
        let place = places.get(frame.place);
        if (!place) {
            const button = document.createElement("button");
            button.type = "button";
            button.className = "place";
            button.title = frame.name;
            button.setAttribute("aria-label", `Show ${frame.name}`);
            const canvas = document.createElement("canvas");
            button.append(canvas);
            button.addEventListener("click", () => show(frame.place));
            place = { button, painter: new FramePainter(canvas), frame };
            places.set(frame.place, place);
            part("places").append(button);
            part("places").hidden = places.size < 2;
        }

        return place;
    };
    const show = index => {
        shown = index;
        main.shown = -1;
        for (const [key, place] of places) {
            place.button.setAttribute("aria-pressed", String(key === index));
        }

        const place = places.get(index);
        if (place) {
            main.show(place.frame);
            read(place.frame);
        }
    };
    const read = frame => {
        part("lpips").textContent = number(frame.lpips, 3);
        part("id").textContent = number(frame.id, 2);
        part("allowed").textContent = frame.beta === null || frame.beta === undefined ? "∞" : number(frame.beta, 3);
        part("effective").textContent = number(frame.effective, 3);
        const names = (frame.carriers ?? []).slice(0, MostCarriers);
        const key = names.join("\n");
        const list = part("carriers");
        if (key !== carried) {
            carried = key;
            list.replaceChildren(...names.map(name => {
                const item = document.createElement("li");
                item.title = name;
                if (!unknown.has(name)) {
                    const image = document.createElement("img");
                    image.src = referenceUrl + encodeURIComponent(name);
                    image.alt = "";
                    image.addEventListener("error", () => {
                        unknown.add(name);
                        image.remove();
                    });
                    item.append(image);
                }

                const share = document.createElement("span");
                share.className = "num";
                item.append(share);
                return item;
            }));
        }

        [...list.children].forEach((item, i) => {
            item.lastElementChild.textContent = `${Math.round(100 * Number(frame.shares?.[i] ?? 0))} %`;
            item.setAttribute("aria-label", `${names[i]}, ${item.lastElementChild.textContent}`);
        });
    };

    const stop = watch(job, {
        onFrame(frame) {
            if (!root || frame.role !== "now") {
                return;
            }

            root.dataset.frames = String(Number(root.dataset.frames ?? 0) + 1);
            const place = placeOf(frame);
            place.frame = frame;
            place.painter.show(frame);
            if (shown === null) {
                show(frame.place);
            } else if (shown === frame.place) {
                main.show(frame);
                read(frame);
            }
        },
        onProgress(progress) {
            if (!root) {
                return;
            }

            const left = progress.left === null || progress.left === undefined ? "" : `, about ${Math.max(1, Math.round(progress.left))} s left`;
            const text = progress.state === "queued" ? "Waiting for its turn" : progress.state === "paused" ? "Held"
                : `${progress.phase || "Running"}${progress.total > 0 ? ` ${progress.step}/${progress.total}` : ""}${left}`;
            part("phase").textContent = text;
            part("progress").value = progress.total > 0 ? Math.min(1, progress.step / progress.total) : 0;
            draw(part("curve"), progress.points);
            const last = progress.points[progress.points.length - 1];
            part("loss").textContent = last ? number(last[1], 4) : "–";
            const now = performance.now();
            if (now - said > SayEvery) {
                said = now;
                part("said").textContent = text;
            }
        },
    });

    return {
        dispose() {
            stop();
            main.close();
            for (const place of places.values()) {
                place.painter.close();
            }
        },
    };
}

// The loss falls over several powers of ten, so its logarithm is drawn.
function draw(svg, points) {
    const values = points.filter(point => point[1] > 0).map(point => [point[0], Math.log(point[1])]);
    if (values.length < 2) {
        return;
    }

    const [first, last] = [values[0][0], values[values.length - 1][0]];
    const low = Math.min(...values.map(value => value[1]));
    const high = Math.max(...values.map(value => value[1]));
    const line = values.map(([step, value]) =>
        `${(240 * (step - first) / Math.max(1, last - first)).toFixed(1)},${(2 + 32 * (high - value) / Math.max(1e-9, high - low)).toFixed(1)}`);
    svg.querySelector("polyline").setAttribute("points", line.join(" "));
}
