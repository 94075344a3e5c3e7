// The mask painter: pointers and keys in, a mask out. Nothing here waits for a server; the page hears of changes afterwards.

import { MaskHistory } from "./history.js";
import { feather, fromPicture, grow, shrink, toPicture } from "./morphology.js";
import { MaskRaster } from "./raster.js";
import { begin } from "./strokes.js";
import { MaskView } from "./view.js";

const FinestSide = 512;
export const Tools = ["brush", "eraser", "rectangle", "ellipse", "lasso", "bucket"];

export class MaskPainter {
    /**
     * @param {HTMLCanvasElement} canvas where to draw; it takes the keyboard
     * @param {(state: object) => void} onState told of tools, sizes and what can be undone, whenever they change
     * @param {() => void} onChange told when the mask has changed and the gesture is over
     */
    constructor(canvas, onState, onChange) {
        this.canvas = canvas;
        this.onState = onState;
        this.onChange = onChange;
        this.view = new MaskView(canvas);
        this.raster = null;
        this.history = null;
        this.pictureData = null;
        this.settings = { tool: "brush", size: 16, hardness: 0.8, opacity: 1, tolerance: 24, erase: false };
        this.stroke = null;
        this.enabled = true;
    }

    /** Shows a picture. The mask stays if the picture has the same size, and starts empty otherwise. */
    setPicture(bitmap) {
        const changed = !this.raster || this.raster.pictureWidth !== bitmap.width || this.raster.pictureHeight !== bitmap.height;
        if (changed) {
            const fine = Math.max(1, Math.round(FinestSide / Math.max(bitmap.width, bitmap.height)));
            this.raster = new MaskRaster(bitmap.width, bitmap.height, fine);
            this.history = new MaskHistory(this.raster);
            this.settings.size = Math.max(2, Math.round(Math.max(bitmap.width, bitmap.height) / 8));
            this.view.resize();
            this.view.fit(this.raster);
            this.view.renew(this.raster, this.raster.all());
        }

        this.view.picture = bitmap;
        this.pictureData = pixelsOf(bitmap);
        this.draw();
        this.tell();
    }

    /** Shows another picture in its place, a frame of a run or a result, without touching the mask; null shows the picture again. */
    show(bitmap, original) {
        this.view.picture = bitmap ?? original ?? this.view.picture;
        this.draw();
    }

    draw() {
        const brush = this.settings.tool === "brush" || this.settings.tool === "eraser" ? this.settings : null;
        this.view.draw(this.raster, this.enabled ? brush : null);
    }

    resized() {
        if (this.view.resize() && this.raster) {
            if (this.view.viewport.fitted) {
                this.view.fit(this.raster);
            }

            this.draw();
        }
    }

    fit() {
        if (this.raster) {
            this.view.fit(this.raster);
            this.draw();
        }
    }

    /** A point of the canvas, in CSS pixels, in cells of the mask. */
    toCells(x, y) {
        const ratio = this.canvas.width / this.canvas.clientWidth;
        const point = this.view.viewport.toPicture(x * ratio, y * ratio);
        return { x: point.x * this.raster.fine, y: point.y * this.raster.fine };
    }

    hover(x, y) {
        if (this.raster) {
            const cell = this.toCells(x, y);
            this.view.pointer = { x: cell.x / this.raster.fine, y: cell.y / this.raster.fine };
        }
    }

    beginStroke(x, y, pressure, inverted) {
        if (!this.enabled || !this.raster) {
            return;
        }

        this.stroke = begin(this.settings.tool, this.raster, this.pictureData, this.settings, this.settings.erase !== Boolean(inverted));
        this.moveStroke(x, y, pressure, false);
    }

    /** Goes on with the gesture and draws it before the event is over. */
    moveStroke(x, y, pressure, even) {
        if (this.stroke) {
            this.view.renew(this.raster, this.stroke.move(this.toCells(x, y), pressure, even));
            this.draw();
        }
    }

    endStroke() {
        if (this.stroke) {
            const { base, touched, name } = this.stroke;
            this.stroke = null;
            this.history.push(name, base, touched);
            this.changed();
        }
    }

    /** Gives the gesture up; the mask is as it was. */
    cancelStroke() {
        if (this.stroke) {
            this.raster.cells.set(this.stroke.base);
            this.stroke = null;
            this.view.renew(this.raster, this.raster.all());
            this.draw();
        }
    }

    undo() {
        this.step(this.history?.undo());
    }

    redo() {
        this.step(this.history?.redo());
    }

    step(entry) {
        if (entry) {
            this.view.renew(this.raster, entry.area);
            this.draw();
            this.changed();
        }
    }

    /** A whole-mask operation; amounts are in pixels of the picture. */
    apply(name, amount) {
        if (!this.raster || !this.enabled) {
            return;
        }

        const before = this.raster.cells.slice();
        const cells = Math.max(1, (amount ?? 1) * this.raster.fine);
        const operations = {
            clear: () => this.raster.fill(0),
            all: () => this.raster.fill(255),
            invert: () => this.raster.invert(),
            grow: () => grow(this.raster, cells),
            shrink: () => shrink(this.raster, cells),
            feather: () => feather(this.raster, cells),
        };
        this.commit(name, before, operations[name]());
    }

    /** Takes over a mask: a file, a face part, or the one painted last time. */
    take(image, mode, name, silent) {
        const before = this.raster.cells.slice();
        const rect = fromPicture(this.raster, image, mode);
        if (silent) {
            this.view.renew(this.raster, rect);
            this.draw();
            this.tell();
        } else {
            this.commit(name, before, rect);
        }
    }

    commit(name, before, rect) {
        this.history.push(name, before, rect);
        this.view.renew(this.raster, rect);
        this.draw();
        this.changed();
    }

    set(values) {
        Object.assign(this.settings, values);
        const { size, hardness, opacity } = this.settings;
        const most = this.raster ? Math.max(this.raster.pictureWidth, this.raster.pictureHeight) : 1024;
        this.settings.size = Math.min(most, Math.max(1, size));
        this.settings.hardness = Math.min(1, Math.max(0, hardness));
        this.settings.opacity = Math.min(1, Math.max(0.05, opacity));
        this.draw();
        this.tell();
    }

    changed() {
        this.tell();
        this.onChange();
    }

    tell() {
        this.onState({
            ...this.settings, canUndo: this.history?.canUndo ?? false, canRedo: this.history?.canRedo ?? false, share: this.raster?.share() ?? 0,
            shown: this.view.maskShown, veil: this.view.opacity,
        });
    }

    /** The mask as a PNG of the picture's size. */
    async toPng() {
        const image = toPicture(this.raster);
        const canvas = new OffscreenCanvas(image.width, image.height);
        canvas.getContext("2d").putImageData(image, 0, 0);
        return await canvas.convertToBlob({ type: "image/png" });
    }
}

/** The pixels of a bitmap or an image element. */
export function pixelsOf(bitmap) {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
