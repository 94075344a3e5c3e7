// Connects the painter with its component. Masks go straight to the server by fetch, when a gesture is over, never through the circuit.

import { MaskPainter, pixelsOf } from "../../js/mask/painter.js";
import { connect } from "../../js/mask/input.js";

const SaveDelay = 300;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {object} component the .NET side: OnPainterState(state), OnMaskSaved(sha), OnMaskProblem(sentence)
 */
export function create(canvas, component) {
    let original = null;
    let saveUrl = null;
    let timer = 0;
    let dirty = false;
    let saving = Promise.resolve();
    let stateTimer = 0;
    let lastState = null;

    // State is for the toolbar: the newest one counts, and strokes must not flood the circuit.
    const tell = state => {
        lastState = state;
        stateTimer ||= setTimeout(() => {
            stateTimer = 0;
            component.invokeMethodAsync("OnPainterState", lastState).catch(() => { });
        }, 60);
    };

    const save = () => {
        clearTimeout(timer);
        timer = 0;
        if (!dirty || !saveUrl) {
            return saving;
        }

        dirty = false;
        const url = saveUrl;
        saving = saving.then(async () => {
            const empty = painter.raster.share() === 0;
            const answer = await fetch(url, {
                method: empty ? "DELETE" : "PUT", headers: { "X-MyStyle": "1", "Content-Type": "image/png" },
                body: empty ? undefined : await painter.toPng(),
            });
            if (!answer.ok) {
                throw new Error((await answer.json().catch(() => null))?.detail ?? `The mask could not be kept (${answer.status}).`);
            }

            const sha = empty ? "" : (await answer.json()).sha;
            await component.invokeMethodAsync("OnMaskSaved", sha).catch(() => { });
        }).catch(async problem => {
            // What was painted is still here: the next gesture, or the next run, tries again.
            dirty = true;
            await component.invokeMethodAsync("OnMaskProblem", String(problem.message ?? problem)).catch(() => { });
        });
        return saving;
    };

    const changed = () => {
        dirty = true;
        clearTimeout(timer);
        timer = setTimeout(save, SaveDelay);
    };

    const painter = new MaskPainter(canvas, tell, changed);
    const disconnect = connect(painter);
    canvas.myStylePainter = painter;

    return {
        /** Opens a picture, and the mask that was painted on it last time. */
        async open(pictureUrl, maskUrl, maskSaveUrl) {
            await save();
            saveUrl = null;
            original = await loadBitmap(pictureUrl);
            painter.raster = null;
            painter.setPicture(original);
            if (maskUrl) {
                painter.take(pixelsOf(await loadBitmap(maskUrl)), "replace", "Open", true);
            }

            saveUrl = maskSaveUrl;
            canvas.dataset.ready = "true";
        },
        /** Shows a result or a frame in the picture's place; null shows the picture. */
        async show(url) {
            painter.show(url ? await loadBitmap(url) : original, original);
        },
        set: values => painter.set(values),
        apply: (name, amount) => painter.apply(name, amount),
        undo: () => painter.undo(),
        redo: () => painter.redo(),
        fit: () => painter.fit(),
        zoom(factor) {
            painter.view.viewport.zoomAt(canvas.width / 2, canvas.height / 2, factor);
            painter.draw();
        },
        setVeil(colour, opacity) {
            painter.view.opacity = opacity;
            if (colour) {
                painter.view.colour = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
                if (painter.raster) {
                    painter.view.renew(painter.raster, painter.raster.all());
                }
            }

            painter.draw();
            painter.tell();
        },
        showMask(shown) {
            painter.view.maskShown = shown;
            painter.draw();
            painter.tell();
        },
        /** While a run goes on the mask is not painted on; undo and redo are kept for afterwards. */
        enable(enabled) {
            painter.enabled = enabled;
            painter.draw();
        },
        /** Takes over a mask from an address: a face part. */
        async takeUrl(url, mode, name) {
            painter.take(pixelsOf(await loadBitmap(url)), mode, name);
        },
        /** Lets the user choose a PNG to take over. */
        importFile() {
            const input = document.createElement("input");
            input.type = "file";
            input.accept = "image/*";
            input.addEventListener("change", async () => {
                try {
                    painter.take(pixelsOf(await createImageBitmap(input.files[0])), "replace", "Import");
                } catch {
                    await component.invokeMethodAsync("OnMaskProblem", "That file is no picture, so the mask was left as it is. Choose a PNG that is white where it is to be filled.");
                }
            });
            input.click();
        },
        async exportFile(name) {
            const link = document.createElement("a");
            link.href = URL.createObjectURL(await painter.toPng());
            link.download = name;
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
        },
        /** Waits until the mask is with the server; a run begins with this. */
        flush: async () => {
            await save();
            return !dirty;
        },
        dispose() {
            save();
            disconnect();
            clearTimeout(stateTimer);
            delete canvas.myStylePainter;
        },
    };
}

async function loadBitmap(url) {
    const answer = await fetch(url);
    if (!answer.ok) {
        throw new Error(`The picture could not be loaded (${answer.status}).`);
    }

    return await createImageBitmap(await answer.blob());
}
