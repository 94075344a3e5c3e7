// The grid's width, and the keys that move in it. Letters are the page's; arrows must not scroll, so they are caught here.

const Moves = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " ", "Enter"]);

export function create(root, component) {
    const control = new AbortController();
    const tell = (method, ...values) => component.invokeMethodAsync(method, ...values).catch(() => { });
    const observer = new ResizeObserver(([entry]) => tell("OnWidth", entry.contentRect.width));
    observer.observe(root);
    root.addEventListener("keydown", event => {
        if (Moves.has(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            tell("OnKey", event.key, event.shiftKey);
        }
    }, { signal: control.signal });
    return {
        /** Scrolls so that a row is in sight. */
        show(top, height) {
            if (top < root.scrollTop) {
                root.scrollTop = top;
            } else if (top + height > root.scrollTop + root.clientHeight) {
                root.scrollTop = top + height - root.clientHeight;
            }
        },
        dispose() {
            control.abort();
            observer.disconnect();
        },
    };
}
