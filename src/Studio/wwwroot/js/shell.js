// What every page needs of the browser: the theme, the keys, and files that are sent by fetch.

export function theme() {
    return globalThis.mystyleTheme.state();
}

export function setTheme(choice) {
    globalThis.mystyleTheme.set(choice);
}

const isTyping = element =>
    element instanceof HTMLElement && (element.isContentEditable || element.matches("textarea, select")
        || (element instanceof HTMLInputElement && !/^(button|checkbox|radio|range|submit|reset|file|color)$/.test(element.type)));

const ownKeys = {
    range: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"],
    radio: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Space"],
    checkbox: ["Space"],
};

// Keys that the focused element needs itself.
function isTaken(element, key) {
    if (!(element instanceof HTMLElement)) {
        return false;
    }

    if (element instanceof HTMLInputElement && ownKeys[element.type]?.includes(key)) {
        return true;
    }

    return (key === "Enter" || key === "Space") && element.matches("a[href], button, summary, [role=button], [role=menuitem], [role=tab], input");
}

// "?", "a", "Shift+a", "Ctrl+z", "ArrowLeft", "Space": printable keys stand for themselves, letters in lower case.
function nameOf(event) {
    const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
    const base = event.key === " " ? "Space" : letter ? event.key.toLowerCase() : event.key;
    const shift = event.shiftKey && (letter || event.key.length > 1);
    return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${base}`;
}

// Listens for the registered keys; those of two strokes ("g p") are awaited for a second.
export function listen(shell) {
    let keys = new Set();
    let first = null;
    let timer = 0;

    const onKey = event => {
        if (event.defaultPrevented || event.isComposing || isTyping(event.target)) {
            return;
        }

        const name = nameOf(event);
        if (document.querySelector("dialog[open], .mud-dialog-container, .mud-popover-open") && name !== "?") {
            return;
        }

        if (isTaken(event.target, event.key === " " ? "Space" : event.key)) {
            return;
        }

        const pair = first === null ? null : `${first} ${name}`;
        clearTimeout(timer);
        first = null;
        const hit = pair !== null && keys.has(pair) ? pair : keys.has(name) ? name : null;
        if (hit !== null) {
            event.preventDefault();
            shell.invokeMethodAsync("PressAsync", hit).catch(() => { });
        } else if ([...keys].some(key => key.startsWith(`${name} `))) {
            first = name;
            timer = setTimeout(() => first = null, 1000);
        }
    };

    // A fragment would lead to the start page: addresses are relative to the base.
    const onSkip = event => {
        if (event.target instanceof Element && event.target.closest(".skip")) {
            event.preventDefault();
            event.stopPropagation();
            document.getElementById("content")?.focus();
        }
    };

    document.addEventListener("click", onSkip, true);
    document.addEventListener("keydown", onKey);
    const unwatch = globalThis.mystyleTheme.watch(state => shell.invokeMethodAsync("OnThemeChanged", state).catch(() => { }));
    return {
        setKeys: names => keys = new Set(names),
        dispose() {
            document.removeEventListener("keydown", onKey);
            document.removeEventListener("click", onSkip, true);
            unwatch();
        },
    };
}

export function showModal(dialog) {
    if (dialog && !dialog.open) {
        dialog.showModal();
    }
}

export function closeModal(dialog) {
    dialog?.close();
}

// Opens the file dialog of an input and sends what was chosen; null if the user changed their mind.
export function send(input, url, watcher) {
    return new Promise(resolve => {
        const finish = value => {
            input.removeEventListener("change", onChange);
            input.removeEventListener("cancel", onCancel);
            input.value = "";
            resolve(value);
        };
        const onCancel = () => finish(null);
        const onChange = async () => {
            const file = input.files[0];
            finish(file ? await sendFile(file, url, watcher) : null);
        };
        input.addEventListener("change", onChange);
        input.addEventListener("cancel", onCancel);
        input.click();
    });
}

// XMLHttpRequest, because fetch tells nothing about the progress of what is sent.
function sendFile(file, url, watcher) {
    return new Promise(resolve => {
        const request = new XMLHttpRequest();
        const target = new URL(url, document.baseURI);
        target.searchParams.set("name", file.name);
        request.open("POST", target);
        request.setRequestHeader("X-MyStyle", "1");
        request.setRequestHeader("Content-Type", "application/octet-stream");
        let told = 0;
        request.upload.onprogress = progress => {
            const now = performance.now();
            if (watcher && progress.lengthComputable && now - told > 250) {
                told = now;
                watcher.invokeMethodAsync("OnSent", progress.loaded / progress.total).catch(() => { });
            }
        };
        request.onload = () => resolve({ status: request.status, body: request.responseText, name: file.name });
        request.onerror = () => resolve({ status: 0, body: "", name: file.name });
        request.send(file);
    });
}
