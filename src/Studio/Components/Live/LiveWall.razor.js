// The wall of a training: photo, what the untuned prior made of it, and what the tuned one makes of it now.

import { watch, FramePainter } from "../../js/live.js";

const Roles = [["photo", "the photo"], ["before", "before"], ["now", "now"]];
const Small = 24;
const SortEvery = 5000;

/** One photo's place. */
class Place {
    constructor(number) {
        this.number = number;
        this.name = null;
        this.change = 0;
        this.seen = {};
        this.item = document.createElement("li");
        this.item.dataset.place = String(number);
        this.item.dataset.testid = "wall-place";
        this.item.setAttribute("data-testid", "wall-place");
        const three = this.item.appendChild(document.createElement("div"));
        three.className = "three";
        this.canvases = {};
        this.painters = {};
        for (const [role, words] of Roles) {
            const canvas = three.appendChild(document.createElement("canvas"));
            canvas.width = canvas.height = 128;
            canvas.dataset.role = role;
            canvas.setAttribute("role", "img");
            canvas.setAttribute("aria-label", `Place ${number + 1}: ${words}, not there yet`);
            this.canvases[role] = canvas;
            this.painters[role] = new FramePainter(canvas);
        }

        const words = this.item.appendChild(document.createElement("div"));
        words.className = "words";
        this.title = words.appendChild(document.createElement("span"));
        this.title.className = "name";
        this.mark = words.appendChild(document.createElement("span"));
        this.mark.className = "mark";
        this.figures = words.appendChild(document.createElement("span"));
        this.figures.className = "figures";
    }

    take(frame) {
        const painter = this.painters[frame.role];
        if (!painter) {
            return;
        }

        this.name = frame.name;
        if (this.title.textContent !== frame.name) {
            this.title.textContent = frame.name;
            this.title.title = frame.name;
        }

        painter.show(frame);
        if (!this.seen[frame.role]) {
            this.seen[frame.role] = true;
            const words = Roles.find(([role]) => role === frame.role)[1];
            this.canvases[frame.role].setAttribute("aria-label", `${frame.name}: ${words}`);
        }

        if (frame.role === "now" && Number.isFinite(frame.lpips)) {
            const id = Number.isFinite(frame.id) ? ` · ID ${frame.id.toFixed(2)}` : "";
            this.figures.textContent = `LPIPS ${frame.lpips.toFixed(3)}${id}`;
        }
    }

    /** How much the prior changed this photo's rendering, by small copies of both. */
    measure() {
        if (!this.seen.before || !this.seen.now) {
            return 0;
        }

        const before = shrink(this.canvases.before), now = shrink(this.canvases.now);
        let sum = 0;
        for (let i = 0; i < before.length; i += 4) {
            sum += Math.abs(before[i] - now[i]) + Math.abs(before[i + 1] - now[i + 1]) + Math.abs(before[i + 2] - now[i + 2]);
        }

        return sum / before.length;
    }

    judge(isWorst) {
        this.item.classList.toggle("worst", isWorst);
        this.mark.textContent = isWorst ? "far worse than the others" : "";
    }

    close() {
        for (const painter of Object.values(this.painters)) {
            painter.close();
        }
    }
}

function shrink(canvas) {
    const small = new OffscreenCanvas(Small, Small).getContext("2d", { willReadFrequently: true });
    small.drawImage(canvas, 0, 0, Small, Small);
    return small.getImageData(0, 0, Small, Small).data;
}

export function create(list, page, reserved) {
    let places = new Map();
    let worst = [];
    let sorted = false;
    let timer = 0;
    let stop = null;

    function placeOf(number) {
        let place = places.get(number);
        if (!place) {
            place = new Place(number);
            place.item.style.order = String(number);
            places.set(number, place);
            list.append(place.item);
        }

        return place;
    }

    function reset() {
        for (const place of places.values()) {
            place.close();
            place.item.remove();
        }

        places = new Map();
        worst = [];
        for (let i = 0; i < reserved; i++) {
            placeOf(i);
        }
    }

    function order() {
        const ranked = [...places.values()];
        if (sorted) {
            for (const place of ranked) {
                place.change = place.measure();
            }

            ranked.sort((a, b) => b.change - a.change || a.number - b.number);
        }

        ranked.forEach((place, rank) => { place.item.style.order = String(sorted ? rank : place.number); });
    }

    function takeProgress(progress) {
        const names = progress.worst ?? [];
        if (names.join("\n") !== worst.join("\n")) {
            worst = names;
            for (const place of places.values()) {
                place.judge(names.includes(place.name));
            }

            void page.invokeMethodAsync("OnWorst", names).catch(() => { });
        }

        // Places that were reserved in vain go once the training itself runs.
        if (progress.step > 0 && [...places.values()].some(place => place.name)) {
            for (const [number, place] of places) {
                if (!place.name) {
                    place.close();
                    place.item.remove();
                    places.delete(number);
                }
            }
        }
    }

    return {
        watch(job) {
            stop?.();
            reset();
            stop = watch(job, { onFrame: frame => placeOf(frame.place).take(frame), onProgress: takeProgress });
        },
        sort(byChange) {
            if (byChange === sorted) {
                return;
            }

            sorted = byChange;
            clearInterval(timer);
            timer = sorted ? setInterval(order, SortEvery) : 0;
            order();
        },
        dispose() {
            stop?.();
            clearInterval(timer);
            for (const place of places.values()) {
                place.close();
            }
        },
    };
}
