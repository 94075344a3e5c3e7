// Where the picture lies on the canvas: zoom, pan, fit, and the way between screen and picture.

const Least = 0.25;
const Most = 40;

export class Viewport {
    constructor() {
        this.scale = 1;
        this.x = 0;
        this.y = 0;
        this.fitted = true;
    }

    /** Shows the whole picture in the middle. */
    fit(canvasWidth, canvasHeight, width, height) {
        this.scale = Math.max(Math.min(canvasWidth / width, canvasHeight / height), 1e-3);
        this.x = (canvasWidth - this.scale * width) / 2;
        this.y = (canvasHeight - this.scale * height) / 2;
        this.fitted = true;
        this.fitScale = this.scale;
    }

    /** Zooms by a factor; the point under the pointer stays where it is. */
    zoomAt(screenX, screenY, factor) {
        const base = this.fitScale ?? 1;
        const next = Math.min(base * Most, Math.max(base * Least, this.scale * factor));
        const change = next / this.scale;
        this.x = screenX - change * (screenX - this.x);
        this.y = screenY - change * (screenY - this.y);
        this.scale = next;
        this.fitted = false;
    }

    pan(dx, dy) {
        this.x += dx;
        this.y += dy;
        this.fitted = false;
    }

    /** A point of the screen in the picture's pixels. */
    toPicture(screenX, screenY) {
        return { x: (screenX - this.x) / this.scale, y: (screenY - this.y) / this.scale };
    }

    toScreen(x, y) {
        return { x: this.x + this.scale * x, y: this.y + this.scale * y };
    }
}
