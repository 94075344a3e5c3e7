// Takes a photo from a drop, the clipboard or a file dialog, and sends it to the server as it is.

/**
 * @param {HTMLElement} root the panel; drops anywhere on the page count while it is shown
 * @param {object} component the .NET side: OnSending(), OnOpened(id), OnProblem(sentence)
 * @param {string} url where photos go
 */
export function attach(root, component, url) {
    const control = new AbortController();
    const options = { signal: control.signal };
    const input = root?.querySelector('[data-part="file"]');
    let busy = false;

    const tell = (name, ...values) => component.invokeMethodAsync(name, ...values).catch(() => { });
    const send = async (file, name) => {
        if (busy) {
            return;
        }

        busy = true;
        try {
            await tell("OnSending");
            const target = new URL(url, document.baseURI);
            target.searchParams.set("name", name ?? file.name);
            const answer = await fetch(target, { method: "POST", headers: { "X-MyStyle": "1", "Content-Type": "application/octet-stream" }, body: file });
            const body = await answer.json().catch(() => null);
            if (answer.ok) {
                await tell("OnOpened", body.id);
            } else {
                await tell("OnProblem", body?.detail ?? `The photo was not taken (${answer.status}). Nothing else changed; try it again.`);
            }
        } catch {
            await tell("OnProblem", "The studio could not be reached, so the photo was not sent. Try it again.");
        } finally {
            busy = false;
        }
    };
    const first = list => [...(list ?? [])].find(file => file.type.startsWith("image/") || /\.(jpe?g|png|webp|gif|bmp)$/i.test(file.name));
    const take = (list, name) => {
        const file = first(list);
        if (file) {
            void send(file, name);
        } else if (list?.length > 0) {
            void tell("OnProblem", "That is no picture. JPEG, PNG, WebP, GIF and BMP can be opened.");
        }
    };

    input?.addEventListener("change", () => {
        take(input.files);
        input.value = "";
    }, options);
    document.addEventListener("dragover", event => {
        event.preventDefault();
        root?.toggleAttribute("data-over", true);
    }, options);
    document.addEventListener("dragleave", event => {
        if (!event.relatedTarget) {
            root?.toggleAttribute("data-over", false);
        }
    }, options);
    document.addEventListener("drop", event => {
        event.preventDefault();
        root?.toggleAttribute("data-over", false);
        take(event.dataTransfer?.files);
    }, options);
    document.addEventListener("paste", event => {
        const files = event.clipboardData?.files;
        // Browsers call every picture from the clipboard image.png; a copied file keeps its name.
        take(files, first(files)?.name === "image.png" ? `pasted ${new Date().toLocaleTimeString("sv")}.png` : undefined);
    }, options);
    return { dispose: () => control.abort() };
}
