// The square over the whole photo: moved, turned and scaled by pointer and keyboard, with what would be cut out drawn beside it at once.

const Nudge = 1;
const Leap = 10;

/**
 * @param {HTMLElement} root the section of the component
 * @param {{x: number, y: number, side: number, degrees: number} | null} start in pixels of the photo; null puts it in the middle
 */
export function attach(root, start) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    const image = part("image");
    const catcher = part("catcher");
    const control = new AbortController();
    const options = { signal: control.signal };
    let square = start ? { ...start } : null;
    let grip = null;

    const size = () => ({ width: image.naturalWidth, height: image.naturalHeight });
    const corners = () => {
        const angle = square.degrees * Math.PI / 180;
        const [rx, ry] = [square.side / 2 * Math.cos(angle), square.side / 2 * Math.sin(angle)];
        const at = (u, v) => ({ x: square.x + u * rx - v * ry, y: square.y + u * ry + v * rx });
        return { all: [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)], top: at(0, -1), turn: at(0, -1.18), corner: at(1, 1) };
    };
    const clamp = () => {
        const { width, height } = size();
        square.side = Math.min(3 * Math.max(width, height), Math.max(8, square.side));
        square.x = Math.min(width, Math.max(0, square.x));
        square.y = Math.min(height, Math.max(0, square.y));
        square.degrees = ((square.degrees + 180) % 360 + 360) % 360 - 180;
    };

    const draw = () => {
        const { width, height } = size();
        if (!square || !width) {
            return;
        }

        clamp();
        const overlay = part("overlay");
        overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
        const { all, top, turn, corner } = corners();
        const unit = width / Math.max(1, image.clientWidth);
        const text = points => points.map(p => `${p.x + 0.5},${p.y + 0.5}`).join(" ");
        part("square").setAttribute("points", text(all));
        part("shade").setAttribute("d", `M0 0H${width}V${height}H0Z M${all.map(p => `${p.x + 0.5} ${p.y + 0.5}`).join("L")}Z`);
        const stem = part("stem");
        stem.setAttribute("x1", top.x); stem.setAttribute("y1", top.y); stem.setAttribute("x2", turn.x); stem.setAttribute("y2", turn.y);
        for (const [name, point] of [["turn", turn], ["corner", corner]]) {
            part(name).setAttribute("cx", point.x);
            part(name).setAttribute("cy", point.y);
            part(name).setAttribute("r", 9 * unit);
        }

        part("middle").textContent = `${Math.round(square.x)}, ${Math.round(square.y)}`;
        part("length").textContent = `${Math.round(square.side)} px`;
        part("angle").textContent = `${square.degrees.toFixed(1)}°`;
        const preview = part("preview");
        const context = preview.getContext("2d");
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, preview.width, preview.height);
        const scale = preview.width / square.side;
        context.translate(preview.width / 2, preview.height / 2);
        context.rotate(-square.degrees * Math.PI / 180);
        context.scale(scale, scale);
        context.translate(-square.x - 0.5, -square.y - 0.5);
        context.imageSmoothingQuality = "high";
        context.drawImage(image, 0, 0);
    };
    const at = event => {
        const box = image.getBoundingClientRect();
        const { width, height } = size();
        return { x: (event.clientX - box.left) / box.width * width, y: (event.clientY - box.top) / box.height * height };
    };

    catcher.addEventListener("pointerdown", event => {
        if (!square) {
            return;
        }

        const point = at(event);
        const reach = 18 * size().width / Math.max(1, image.clientWidth);
        const { turn, corner } = corners();
        const near = p => Math.hypot(p.x - point.x, p.y - point.y) < reach;
        grip = { kind: near(turn) ? "turn" : near(corner) ? "scale" : "move", from: point, square: { ...square } };
        catcher.setPointerCapture(event.pointerId);
    }, options);
    catcher.addEventListener("pointermove", event => {
        if (!grip) {
            return;
        }

        const point = at(event);
        if (grip.kind === "move") {
            square.x = grip.square.x + point.x - grip.from.x;
            square.y = grip.square.y + point.y - grip.from.y;
        } else if (grip.kind === "scale") {
            const reach = p => Math.hypot(p.x - square.x, p.y - square.y);
            square.side = grip.square.side * reach(point) / Math.max(1, reach(grip.from));
        } else {
            square.degrees = Math.atan2(point.x - square.x, square.y - point.y) * 180 / Math.PI;
            if (event.shiftKey) {
                square.degrees = 15 * Math.round(square.degrees / 15);
            }
        }

        draw();
    }, options);
    for (const name of ["pointerup", "pointercancel"]) {
        catcher.addEventListener(name, () => grip = null, options);
    }

    catcher.addEventListener("wheel", event => {
        event.preventDefault();
        square.side *= Math.exp(event.deltaY * 0.001);
        draw();
    }, { ...options, passive: false });
    catcher.addEventListener("keydown", event => {
        const step = (event.shiftKey ? Leap : Nudge) * Math.max(1, size().width / 800);
        const acts = {
            ArrowLeft: () => square.x -= step,
            ArrowRight: () => square.x += step,
            ArrowUp: () => square.y -= step,
            ArrowDown: () => square.y += step,
            "+": () => square.side *= event.shiftKey ? 1.1 : 1.02,
            "=": () => square.side *= 1.02,
            "-": () => square.side /= 1.02,
            _: () => square.side /= 1.1,
            "<": () => square.degrees -= 1,
            ">": () => square.degrees += 1,
            ",": () => square.degrees -= 0.5,
            ".": () => square.degrees += 0.5,
        };
        const act = acts[event.key === "_" ? "_" : event.key];
        if (act && square && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            event.stopPropagation();
            act();
            draw();
        }
    }, options);

    const ready = () => {
        const { width, height } = size();
        square ??= { x: (width - 1) / 2, y: (height - 1) / 2, side: 0.9 * Math.min(width, height), degrees: 0 };
        draw();
    };
    if (image.complete && image.naturalWidth > 0) {
        ready();
    } else {
        image.addEventListener("load", ready, options);
    }

    const observer = new ResizeObserver(draw);
    observer.observe(image);
    return {
        read: () => square,
        dispose() {
            control.abort();
            observer.disconnect();
        },
    };
}
