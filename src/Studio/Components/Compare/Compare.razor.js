// Moves the wipe's line and shows the picture before while something is held. Elements come and go as the mode changes, so events are
// taken at the root.

/** @param {HTMLElement} root the figure of the component */
export function attach(root) {
    if (!root) {
        return { dispose() { } };
    }

    const control = new AbortController();
    const options = { signal: control.signal };
    const stage = () => root.querySelector(".stage");
    const wipe = () => root.querySelector("input.wipe");

    const place = value => {
        const share = Math.min(100, Math.max(0, value));
        root.style.setProperty("--wipe", `${share}%`);
        const range = wipe();
        if (range) {
            range.value = String(share);
            const rounded = Math.round(share);
            range.setAttribute("aria-valuetext", rounded === 0 ? "all of the one after" : rounded === 100 ? "all of the one before" : `${rounded} percent of the one before`);
        }
    };
    const placeAt = event => {
        const box = stage().getBoundingClientRect();
        place(100 * (event.clientX - box.left) / Math.max(1, box.width));
    };
    const hold = held => root.toggleAttribute("data-held", held);
    const holds = target => target instanceof Element && (target.closest(".hold") || (root.dataset.mode !== "wipe" && target.closest(".stage")));

    root.addEventListener("input", event => {
        if (event.target === wipe()) {
            place(Number(event.target.value));
        }
    }, options);
    let dragging = false;
    root.addEventListener("pointerdown", event => {
        if (root.dataset.mode === "wipe" && event.target instanceof Element && event.target.closest(".stage")) {
            dragging = true;
            event.preventDefault();
            wipe()?.focus({ preventScroll: true });
            event.target.setPointerCapture?.(event.pointerId);
            placeAt(event);
        } else if (holds(event.target)) {
            hold(true);
        }
    }, options);
    root.addEventListener("pointermove", event => {
        if (dragging) {
            placeAt(event);
        }
    }, options);
    for (const name of ["pointerup", "pointercancel"]) {
        globalThis.addEventListener(name, () => {
            dragging = false;
            hold(false);
        }, options);
    }

    root.addEventListener("keydown", event => {
        if ((event.key === " " || event.key === "Enter") && holds(event.target)) {
            event.preventDefault();
            event.stopPropagation();
            hold(true);
        }
    }, options);
    root.addEventListener("keyup", () => hold(false), options);
    root.addEventListener("blur", () => hold(false), { ...options, capture: true });
    place(50);
    return { dispose: () => control.abort() };
}
