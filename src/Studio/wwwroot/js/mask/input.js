// Pointers and keys of the painter, as painters know them: B brush, E eraser, X swaps, [ and ] size, with Shift hardness, Ctrl+Z and
// Ctrl+Shift+Z, I invert, Space drags the picture, the wheel zooms at the pointer, 0 fits, Tab held hides the mask. Two fingers pinch.

const ToolKeys = { b: "brush", e: "eraser", r: "rectangle", o: "ellipse", l: "lasso", g: "bucket" };

/** Connects a painter with its canvas; the answer disconnects it. */
export function connect(painter) {
    const { canvas } = painter;
    const control = new AbortController();
    const options = { signal: control.signal };
    const touches = new Map();
    let panning = null;
    let pinch = null;
    let spaceHeld = false;
    let cursor = null;
    let anchorKey = false;

    const at = event => {
        const box = canvas.getBoundingClientRect();
        return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const ratio = () => canvas.width / canvas.clientWidth;
    const pressureOf = event => event.pointerType === "pen" && event.pressure > 0 ? Math.max(0.1, event.pressure) : 1;

    canvas.addEventListener("pointerdown", event => {
        canvas.focus({ preventScroll: true });
        canvas.setPointerCapture(event.pointerId);
        touches.set(event.pointerId, at(event));
        if (touches.size === 2) {
            painter.cancelStroke();
            pinch = spread(touches);
            return;
        }

        const point = at(event);
        if (spaceHeld || event.button === 1) {
            panning = point;
            event.preventDefault();
        } else if (touches.size === 1 && (event.button === 0 || event.button === 2 || event.button === 5)) {
            painter.hover(point.x, point.y);
            painter.beginStroke(point.x, point.y, pressureOf(event), event.button !== 0 || event.altKey);
        }
    }, options);

    canvas.addEventListener("pointermove", event => {
        const point = at(event);
        if (touches.has(event.pointerId)) {
            touches.set(event.pointerId, point);
        }

        painter.hover(point.x, point.y);
        if (pinch && touches.size === 2) {
            const next = spread(touches);
            painter.view.viewport.zoomAt(next.x * ratio(), next.y * ratio(), next.distance / Math.max(1, pinch.distance));
            painter.view.viewport.pan((next.x - pinch.x) * ratio(), (next.y - pinch.y) * ratio());
            pinch = next;
        } else if (panning) {
            painter.view.viewport.pan((point.x - panning.x) * ratio(), (point.y - panning.y) * ratio());
            panning = point;
        } else if (painter.stroke) {
            const coalesced = event.getCoalescedEvents?.() ?? [];
            for (const part of coalesced.length > 0 ? coalesced : [event]) {
                const step = at(part);
                painter.moveStroke(step.x, step.y, pressureOf(part), event.shiftKey);
            }

            return;
        }

        painter.draw();
    }, options);

    const end = event => {
        touches.delete(event.pointerId);
        panning = null;
        if (pinch) {
            pinch = touches.size >= 2 ? pinch : null;
            return;
        }

        if (event.type === "pointercancel") {
            painter.cancelStroke();
        } else {
            painter.endStroke();
        }
    };
    canvas.addEventListener("pointerup", end, options);
    canvas.addEventListener("pointercancel", end, options);
    canvas.addEventListener("pointerleave", () => {
        painter.view.pointer = null;
        painter.draw();
    }, options);
    canvas.addEventListener("contextmenu", event => event.preventDefault(), options);
    canvas.addEventListener("wheel", event => {
        event.preventDefault();
        const point = at(event);
        if (event.shiftKey && !event.ctrlKey) {
            painter.view.viewport.pan(-event.deltaY * ratio(), 0);
        } else if (event.altKey) {
            painter.set({ size: painter.settings.size * (event.deltaY < 0 ? 1.1 : 1 / 1.1) });
        } else {
            painter.view.viewport.zoomAt(point.x * ratio(), point.y * ratio(), Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)));
        }

        painter.draw();
    }, { ...options, passive: false });

    canvas.addEventListener("keydown", event => {
        if (handle(event)) {
            event.preventDefault();
            event.stopPropagation();
        }
    }, options);
    canvas.addEventListener("keyup", event => {
        if (event.key === " ") {
            spaceHeld = false;
            canvas.style.cursor = "";
        } else if (event.key === "Tab" && !painter.view.maskShown) {
            showMask(true);
        }
    }, options);
    canvas.addEventListener("blur", () => {
        spaceHeld = false;
        showMask(true);
    }, options);

    const observer = new ResizeObserver(() => painter.resized());
    observer.observe(canvas);

    function showMask(shown) {
        if (painter.view.maskShown !== shown) {
            painter.view.maskShown = shown;
            painter.draw();
            painter.tell();
        }
    }

    function handle(event) {
        const { settings } = painter;
        const key = event.key.toLowerCase();
        if (event.ctrlKey || event.metaKey) {
            return key === "z" ? (event.shiftKey ? painter.redo() : painter.undo(), true) : key === "y" ? (painter.redo(), true) : false;
        }

        if (event.altKey) {
            return false;
        }

        switch (key) {
            case "x": painter.set({ tool: settings.tool === "eraser" ? "brush" : "eraser" }); return true;
            case "[": painter.set({ size: settings.size / 1.2 }); return true;
            case "]": painter.set({ size: settings.size * 1.2 + 0.2 }); return true;
            case "{": painter.set({ hardness: settings.hardness - 0.1 }); return true;
            case "}": painter.set({ hardness: settings.hardness + 0.1 }); return true;
            case "i": painter.apply("invert"); return true;
            case "0": painter.fit(); return true;
            case " ": spaceHeld = true; canvas.style.cursor = "grab"; return true;
            // Tab alone must leave the canvas for those who go by the keyboard, so it hides the mask only while a pointer is over it.
            case "tab": return painter.view.pointer && !event.shiftKey && !cursor ? (showMask(false), true) : false;
            case "delete": case "backspace": painter.apply("clear"); return true;
            case "escape": return painter.stroke ? (painter.cancelStroke(), anchorKey = false, true) : false;
            case "enter": return press();
            case "arrowleft": case "arrowright": case "arrowup": case "arrowdown": return walk(key, event.shiftKey);
        }

        if (ToolKeys[key]) {
            painter.set({ tool: ToolKeys[key] });
            return true;
        }

        return false;
    }

    // The keyboard's own pointer: arrows move it, Enter dabs, or sets the first and then the second corner of a shape.
    function walk(key, fast) {
        if (!painter.raster) {
            return false;
        }

        const step = (fast ? 1 / 16 : 1 / 64) * Math.min(canvas.clientWidth, canvas.clientHeight);
        cursor ??= { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
        cursor.x += key === "arrowleft" ? -step : key === "arrowright" ? step : 0;
        cursor.y += key === "arrowup" ? -step : key === "arrowdown" ? step : 0;
        painter.hover(cursor.x, cursor.y);
        if (painter.stroke) {
            painter.moveStroke(cursor.x, cursor.y, 1, false);
        } else {
            painter.draw();
        }

        return true;
    }

    function press() {
        cursor ??= { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
        if (painter.stroke) {
            painter.endStroke();
            anchorKey = false;
            return true;
        }

        painter.hover(cursor.x, cursor.y);
        painter.beginStroke(cursor.x, cursor.y, 1, false);
        anchorKey = ["rectangle", "ellipse", "lasso"].includes(painter.settings.tool);
        if (!anchorKey) {
            painter.endStroke();
        }

        return true;
    }

    return () => {
        control.abort();
        observer.disconnect();
    };
}

function spread(touches) {
    const [a, b] = [...touches.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.hypot(a.x - b.x, a.y - b.y) };
}
