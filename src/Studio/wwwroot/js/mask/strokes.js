// One gesture of one tool, from the first touch to the last. A gesture changes the mask at once, while it goes on, and answers with
// the rectangle it touched; the painter draws that before the event is over.

import { emptyRect, union } from "./raster.js";

const Spacing = 0.25;

/** Brush and eraser: dabs along the way, close enough to look like a line. */
export class BrushStroke {
    constructor(raster, settings, erase) {
        this.raster = raster;
        this.settings = settings;
        this.erase = erase;
        this.base = raster.cells.slice();
        this.cover = new Uint8Array(raster.cells.length);
        this.touched = emptyRect();
        this.last = null;
        this.name = erase ? "Erase" : "Brush";
    }

    move(point, pressure) {
        const radius = Math.max(0.5, this.settings.size / 2 * this.raster.fine * pressure);
        const from = this.last ?? { ...point, radius };
        const distance = Math.hypot(point.x - from.x, point.y - from.y);
        const steps = Math.max(1, Math.ceil(distance / Math.max(1, Spacing * radius)));
        let rect = emptyRect();
        for (let i = this.last ? 1 : steps; i <= steps; i++) {
            const t = i / steps;
            rect = union(rect, this.raster.stamp(
                this.base, this.cover, from.x + t * (point.x - from.x), from.y + t * (point.y - from.y), from.radius + t * (radius - from.radius),
                this.settings.hardness, this.settings.opacity, this.erase));
        }

        this.last = { ...point, radius };
        this.touched = union(this.touched, rect);
        return rect;
    }
}

/** Rectangle, ellipse and lasso: the shape so far, redrawn from the mask as it was. */
export class ShapeStroke {
    constructor(raster, kind, erase) {
        this.raster = raster;
        this.kind = kind;
        this.value = erase ? 0 : 255;
        this.base = raster.cells.slice();
        this.points = [];
        this.touched = emptyRect();
        this.name = { rectangle: "Rectangle", ellipse: "Ellipse", lasso: "Lasso" }[kind];
    }

    move(point, pressure, even) {
        if (this.kind === "lasso") {
            this.points.push(point);
        } else {
            this.points[0] ??= point;
            this.points[1] = even ? evenCorner(this.points[0], point) : point;
        }

        this.raster.cells.set(this.base);
        const before = this.touched;
        const rect = this.kind === "lasso" ? this.raster.fillPolygon(this.points, this.value)
            : this.points.length < 2 ? emptyRect()
                : this.kind === "ellipse" ? this.raster.fillEllipse(this.points[0], this.points[1], this.value)
                    : this.raster.fillRectangle(this.points[0], this.points[1], this.value);
        this.touched = union(before, rect);
        return this.touched;
    }
}

/** Bucket: the region of like colour around the point, at once. */
export class BucketStroke {
    constructor(raster, picture, settings, erase) {
        this.raster = raster;
        this.picture = picture;
        this.settings = settings;
        this.value = erase ? 0 : 255;
        this.base = raster.cells.slice();
        this.touched = emptyRect();
        this.name = "Bucket";
        this.done = false;
    }

    move(point) {
        if (this.done || !this.picture) {
            return emptyRect();
        }

        this.done = true;
        this.touched = this.raster.fillByColour(this.picture, point.x, point.y, this.settings.tolerance, this.value);
        return this.touched;
    }
}

function evenCorner(a, b) {
    const side = Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y));
    return { x: a.x + Math.sign(b.x - a.x || 1) * side, y: a.y + Math.sign(b.y - a.y || 1) * side };
}

/** Starts the gesture of a tool. */
export function begin(tool, raster, picture, settings, erase) {
    switch (tool) {
        case "brush": return new BrushStroke(raster, settings, erase);
        case "eraser": return new BrushStroke(raster, settings, true);
        case "bucket": return new BucketStroke(raster, picture, settings, erase);
        default: return new ShapeStroke(raster, tool, erase);
    }
}
