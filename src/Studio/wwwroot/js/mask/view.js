// Draws the picture, the veil over what is marked, and the ring of the brush. The veil is kept as a picture of its own, of which only
// the touched rectangle is renewed.

import { isEmpty } from "./raster.js";
import { Viewport } from "./viewport.js";

export class MaskView {
    constructor(canvas) {
        this.canvas = canvas;
        this.context = canvas.getContext("2d");
        this.viewport = new Viewport();
        this.picture = null;
        this.veil = document.createElement("canvas");
        this.veilContext = this.veil.getContext("2d");
        this.maskShown = true;
        this.opacity = 0.5;
        this.colour = [217, 72, 58];
        this.pointer = null;
    }

    /** Takes the canvas's size on the screen; true if it changed. */
    resize() {
        const ratio = window.devicePixelRatio || 1;
        const width = Math.max(1, Math.round(this.canvas.clientWidth * ratio));
        const height = Math.max(1, Math.round(this.canvas.clientHeight * ratio));
        if (this.canvas.width === width && this.canvas.height === height) {
            return false;
        }

        this.canvas.width = width;
        this.canvas.height = height;
        return true;
    }

    fit(raster) {
        this.viewport.fit(this.canvas.width, this.canvas.height, raster.pictureWidth, raster.pictureHeight);
    }

    /** Renews the veil where the mask changed. */
    renew(raster, rect) {
        if (this.veil.width !== raster.width || this.veil.height !== raster.height) {
            this.veil.width = raster.width;
            this.veil.height = raster.height;
            rect = raster.all();
        }

        const area = raster.clip(rect);
        if (isEmpty(area) || area.bottom < area.top) {
            return;
        }

        const [width, height] = [area.right - area.left + 1, area.bottom - area.top + 1];
        const image = this.veilContext.createImageData(width, height);
        const [red, green, blue] = this.colour;
        for (let row = 0, at = 0; row < height; row++) {
            for (let column = 0; column < width; column++, at += 4) {
                image.data[at] = red;
                image.data[at + 1] = green;
                image.data[at + 2] = blue;
                image.data[at + 3] = raster.cells[(area.top + row) * raster.width + area.left + column];
            }
        }

        this.veilContext.putImageData(image, area.left, area.top);
    }

    /** Draws everything, now. */
    draw(raster, brush) {
        const { context, viewport } = this;
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, this.canvas.width, this.canvas.height);
        if (!raster) {
            return;
        }

        const [width, height] = [viewport.scale * raster.pictureWidth, viewport.scale * raster.pictureHeight];
        context.imageSmoothingEnabled = viewport.scale < 8;
        context.imageSmoothingQuality = "high";
        if (this.picture) {
            context.drawImage(this.picture, viewport.x, viewport.y, width, height);
        }

        if (this.maskShown) {
            context.globalAlpha = this.opacity;
            context.drawImage(this.veil, viewport.x, viewport.y, width, height);
            context.globalAlpha = 1;
        }

        if (this.pointer && brush) {
            this.drawRing(brush);
        }
    }

    drawRing(brush) {
        const { context, viewport } = this;
        const centre = viewport.toScreen(this.pointer.x, this.pointer.y);
        const radius = Math.max(2, brush.size / 2 * viewport.scale);
        for (const [style, extra] of [["rgba(0, 0, 0, 0.8)", 1], ["rgba(255, 255, 255, 0.9)", 0]]) {
            context.strokeStyle = style;
            context.lineWidth = 1;
            context.beginPath();
            context.arc(centre.x, centre.y, radius + extra, 0, 2 * Math.PI);
            context.stroke();
        }

        if (brush.hardness < 1) {
            context.setLineDash([3, 3]);
            context.beginPath();
            context.arc(centre.x, centre.y, radius * brush.hardness, 0, 2 * Math.PI);
            context.stroke();
            context.setLineDash([]);
        }
    }
}
