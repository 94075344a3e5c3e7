// The map of the photos: thumbnails where the anchors lie, and a point that draws what is under it.

import { follow, thumbnails } from "../../../js/explore/point.js";

const Margin = 0.12;

export async function create(root, scene) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    const canvas = part("map");
    const context = canvas.getContext("2d");
    const control = new AbortController();
    const on = (element, type, handler) => element.addEventListener(type, handler, { signal: control.signal });
    const place = { x: 0, y: 0 };
    let under = null;
    let drawing = 0;
    const images = thumbnails(scene.thumbnails, scene.names.length, () => redraw());
    const [left, right] = [Math.min(...scene.x), Math.max(...scene.x)];
    const [top, bottom] = [Math.min(...scene.y), Math.max(...scene.y)];
    const span = { x: Math.max(1e-6, right - left), y: Math.max(1e-6, bottom - top) };
    const scale = () => ({ x: canvas.width * (1 - 2 * Margin) / span.x, y: canvas.height * (1 - 2 * Margin) / span.y });
    const toScreen = (x, y) => ({ x: canvas.width * Margin + (x - left) * scale().x, y: canvas.height * Margin + (bottom - y) * scale().y });
    const view = await follow(root, reply => {
        under = { x: reply.x, y: reply.y };
        redraw();
    });
    const state = () => ({ person: scene.person, generator: scene.generator, place: [place.x, place.y], anchors: [], t: 0, beta: Number(part("beta").value) });

    function redraw() {
        cancelAnimationFrame(drawing);
        drawing = requestAnimationFrame(draw);
    }

    function draw() {
        const ratio = window.devicePixelRatio || 1;
        const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
        if (canvas.width !== width || canvas.height !== height) {
            canvas.width = width;
            canvas.height = height;
        }

        const style = getComputedStyle(canvas);
        const side = Math.max(18, Math.min(44, 320 / Math.sqrt(scene.names.length))) * ratio;
        context.clearRect(0, 0, width, height);
        images.forEach((image, at) => {
            const where = toScreen(scene.x[at], scene.y[at]);
            if (image.complete && image.naturalWidth > 0) {
                context.drawImage(image, where.x - side / 2, where.y - side / 2, side, side);
            } else {
                context.fillStyle = style.getPropertyValue("--ms-line");
                context.fillRect(where.x - side / 4, where.y - side / 4, side / 2, side / 2);
            }
        });
        const at = toScreen(place.x, place.y);
        if (under) {
            // Where the picture really lies: the nearest point inside.
            const real = toScreen(under.x, under.y);
            context.strokeStyle = style.getPropertyValue("--ms-cool");
            context.lineWidth = 1.5 * ratio;
            context.setLineDash([4 * ratio, 3 * ratio]);
            context.beginPath();
            context.moveTo(at.x, at.y);
            context.lineTo(real.x, real.y);
            context.stroke();
            context.setLineDash([]);
            context.strokeRect(real.x - 4 * ratio, real.y - 4 * ratio, 8 * ratio, 8 * ratio);
        }

        context.beginPath();
        context.arc(at.x, at.y, 9 * ratio, 0, 2 * Math.PI);
        context.fillStyle = style.getPropertyValue("--ms-accent");
        context.fill();
        context.lineWidth = 2.5 * ratio;
        context.strokeStyle = style.getPropertyValue("--ms-bg");
        context.stroke();
    }

    function go(x, y, settle) {
        place.x = Math.min(right + Margin * span.x, Math.max(left - Margin * span.x, x));
        place.y = Math.min(bottom + Margin * span.y, Math.max(top - Margin * span.y, y));
        redraw();
        if (settle) {
            view.scrubber.settle(state);
        } else {
            view.scrubber.move(state);
        }
    }

    const drag = event => {
        const box = canvas.getBoundingClientRect();
        const ratio = canvas.width / canvas.clientWidth;
        go(left + ((event.clientX - box.left) * ratio - canvas.width * Margin) / scale().x, bottom - ((event.clientY - box.top) * ratio - canvas.height * Margin) / scale().y);
    };
    let dragging = false;
    on(canvas, "pointerdown", event => {
        dragging = true;
        canvas.setPointerCapture(event.pointerId);
        drag(event);
    });
    on(canvas, "pointermove", event => dragging && drag(event));
    on(canvas, "pointerup", () => { dragging = false; });
    on(canvas, "pointercancel", () => { dragging = false; });
    on(canvas, "keydown", event => {
        const step = event.shiftKey ? 0.1 : 0.03;
        const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], PageUp: [0, 5], PageDown: [0, -5], Home: [0, 0] };
        if (moves[event.key]) {
            event.preventDefault();
            const [dx, dy] = moves[event.key];
            if (event.key === "Home") {
                go(0, 0);
            } else {
                go(place.x + dx * step * span.x, place.y + dy * step * span.y);
            }
        }
    });
    on(part("beta"), "input", () => {
        part("beta-value").textContent = Number(part("beta").value).toFixed(3);
        view.scrubber.move(state);
    });
    const observer = new ResizeObserver(redraw);
    observer.observe(canvas);
    go(0, 0, true);

    return {
        snapshot: () => ({ place: [place.x, place.y], anchors: [], along: 0, beta: Number(part("beta").value) }),
        async dispose() {
            control.abort();
            observer.disconnect();
            cancelAnimationFrame(drawing);
            await view.dispose();
        },
    };
}
