// The mask itself: one byte a cell, 255 where the picture is to be filled. Cells may be finer than the picture's pixels, so that a
// brush is round on a picture of 128 pixels too; export reduces them again. Every change reports the rectangle that it touched.

/** An empty rectangle; `grow` widens it. */
export function emptyRect() {
    return { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
}

export function isEmpty(rect) {
    return rect.right < rect.left;
}

export function union(a, b) {
    return {
        left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom),
    };
}

export class MaskRaster {
    /**
     * @param {number} width pixels of the picture
     * @param {number} height pixels of the picture
     * @param {number} fine cells a pixel and side
     */
    constructor(width, height, fine) {
        this.pictureWidth = width;
        this.pictureHeight = height;
        this.fine = fine;
        this.width = width * fine;
        this.height = height * fine;
        this.cells = new Uint8Array(this.width * this.height);
    }

    clip(rect) {
        return {
            left: Math.max(0, Math.floor(rect.left)), top: Math.max(0, Math.floor(rect.top)),
            right: Math.min(this.width - 1, Math.ceil(rect.right)), bottom: Math.min(this.height - 1, Math.ceil(rect.bottom)),
        };
    }

    all() {
        return { left: 0, top: 0, right: this.width - 1, bottom: this.height - 1 };
    }

    /**
     * Raises (or, erasing, lowers) cells to what a stroke's cover says. `base` is the mask before the stroke and `cover` the stroke's own
     * cover so far: a stroke that crosses itself is not denser where it crosses.
     */
    stamp(base, cover, x, y, radius, hardness, opacity, erase) {
        const rect = this.clip({ left: x - radius - 1, top: y - radius - 1, right: x + radius + 1, bottom: y + radius + 1 });
        const core = radius * hardness;
        const fade = Math.max(radius - core, 1);
        for (let row = rect.top; row <= rect.bottom; row++) {
            const dy = row + 0.5 - y;
            for (let column = rect.left; column <= rect.right; column++) {
                const dx = column + 0.5 - x;
                const distance = Math.sqrt(dx * dx + dy * dy);
                if (distance >= core + fade) {
                    continue;
                }

                const share = distance <= core ? 1 : 1 - (distance - core) / fade;
                const value = Math.round(255 * opacity * share * share * (3 - 2 * share));
                const cell = row * this.width + column;
                if (value <= cover[cell]) {
                    continue;
                }

                cover[cell] = value;
                this.cells[cell] = erase ? Math.round(base[cell] * (255 - value) / 255) : Math.max(base[cell], value);
            }
        }

        return rect;
    }

    /** Fills every cell for which `inside(x, y)` holds, within a rectangle of cells. */
    fillWhere(bounds, inside, value) {
        const rect = this.clip(bounds);
        for (let row = rect.top; row <= rect.bottom; row++) {
            for (let column = rect.left; column <= rect.right; column++) {
                if (inside(column + 0.5, row + 0.5)) {
                    this.cells[row * this.width + column] = value;
                }
            }
        }

        return rect;
    }

    fillRectangle(a, b, value) {
        const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
        const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
        return this.fillWhere({ left, top, right, bottom }, (x, y) => x >= left && x <= right && y >= top && y <= bottom, value);
    }

    fillEllipse(a, b, value) {
        const [cx, cy] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
        const [rx, ry] = [Math.max(Math.abs(a.x - b.x) / 2, 0.5), Math.max(Math.abs(a.y - b.y) / 2, 0.5)];
        return this.fillWhere(
            { left: cx - rx, top: cy - ry, right: cx + rx, bottom: cy + ry },
            (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1, value);
    }

    /** Fills the inside of a closed line, by the even-odd rule. */
    fillPolygon(points, value) {
        if (points.length < 3) {
            return emptyRect();
        }

        const bounds = points.reduce((rect, p) => union(rect, { left: p.x, top: p.y, right: p.x, bottom: p.y }), emptyRect());
        const rect = this.clip(bounds);
        for (let row = rect.top; row <= rect.bottom; row++) {
            const y = row + 0.5;
            const crossings = [];
            for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
                const [a, b] = [points[i], points[j]];
                if (a.y > y !== b.y > y) {
                    crossings.push(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
                }
            }

            crossings.sort((p, q) => p - q);
            for (let i = 0; i + 1 < crossings.length; i += 2) {
                const from = Math.max(rect.left, Math.ceil(crossings[i] - 0.5));
                const to = Math.min(rect.right, Math.floor(crossings[i + 1] - 0.5));
                if (to >= from) {
                    this.cells.fill(value, row * this.width + from, row * this.width + to + 1);
                }
            }
        }

        return rect;
    }

    /**
     * Fills the region around a point whose colours lie within a tolerance of the point's own.
     * @param {ImageData} picture the picture's pixels
     * @param {number} tolerance greatest distance of any channel, 0 to 255
     */
    fillByColour(picture, x, y, tolerance, value) {
        const [w, h] = [this.pictureWidth, this.pictureHeight];
        const [px, py] = [Math.floor(x / this.fine), Math.floor(y / this.fine)];
        if (px < 0 || py < 0 || px >= w || py >= h) {
            return emptyRect();
        }

        const seed = 4 * (py * w + px);
        const near = index => {
            const at = 4 * index;
            return Math.abs(picture.data[at] - picture.data[seed]) <= tolerance
                && Math.abs(picture.data[at + 1] - picture.data[seed + 1]) <= tolerance
                && Math.abs(picture.data[at + 2] - picture.data[seed + 2]) <= tolerance;
        };
        const seen = new Uint8Array(w * h);
        const open = [py * w + px];
        seen[open[0]] = 1;
        let rect = emptyRect();
        while (open.length > 0) {
            const index = open.pop();
            const [column, row] = [index % w, Math.floor(index / w)];
            const [left, top] = [column * this.fine, row * this.fine];
            for (let line = top; line < top + this.fine; line++) {
                this.cells.fill(value, line * this.width + left, line * this.width + left + this.fine);
            }

            rect = union(rect, { left, top, right: left + this.fine - 1, bottom: top + this.fine - 1 });
            for (const [next, valid] of [[index - 1, column > 0], [index + 1, column < w - 1], [index - w, row > 0], [index + w, row < h - 1]]) {
                if (valid && !seen[next] && near(next)) {
                    seen[next] = 1;
                    open.push(next);
                }
            }
        }

        return rect;
    }

    fill(value) {
        this.cells.fill(value);
        return this.all();
    }

    invert() {
        for (let i = 0; i < this.cells.length; i++) {
            this.cells[i] = 255 - this.cells[i];
        }

        return this.all();
    }

    /** Share of the picture that is marked, 0 to 1. */
    share() {
        let sum = 0;
        for (const cell of this.cells) {
            sum += cell > 127 ? 1 : 0;
        }

        return sum / this.cells.length;
    }
}
