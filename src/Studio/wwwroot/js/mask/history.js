// Undo and redo: each entry keeps the touched rectangle as it was and as it became. Whole-mask entries of a 1024 px mask weigh a
// megabyte, so the oldest go when a budget is used up.

const Budget = 64 << 20;

export class MaskHistory {
    constructor(raster) {
        this.raster = raster;
        this.clear();
    }

    clear() {
        this.entries = [];
        this.position = 0;
        this.bytes = 0;
    }

    get canUndo() {
        return this.position > 0;
    }

    get canRedo() {
        return this.position < this.entries.length;
    }

    /**
     * Keeps a change.
     * @param {string} name what was done, in a word or two
     * @param {Uint8Array} before the whole mask before it
     * @param {object} rect what it touched
     */
    push(name, before, rect) {
        const area = this.raster.clip(rect);
        if (area.right < area.left || area.bottom < area.top) {
            return;
        }

        const entry = { name, area, before: copy(before, this.raster.width, area), after: copy(this.raster.cells, this.raster.width, area) };
        for (const dropped of this.entries.splice(this.position)) {
            this.bytes -= 2 * dropped.before.length;
        }

        this.entries.push(entry);
        this.bytes += 2 * entry.before.length;
        while (this.bytes > Budget && this.entries.length > 1) {
            this.bytes -= 2 * this.entries.shift().before.length;
        }

        this.position = this.entries.length;
    }

    /** Takes the last change back; the rectangle it touched, or null. */
    undo() {
        if (!this.canUndo) {
            return null;
        }

        const entry = this.entries[--this.position];
        paste(this.raster.cells, this.raster.width, entry.area, entry.before);
        return entry;
    }

    redo() {
        if (!this.canRedo) {
            return null;
        }

        const entry = this.entries[this.position++];
        paste(this.raster.cells, this.raster.width, entry.area, entry.after);
        return entry;
    }
}

function copy(cells, width, area) {
    const columns = area.right - area.left + 1;
    const part = new Uint8Array(columns * (area.bottom - area.top + 1));
    for (let row = area.top, at = 0; row <= area.bottom; row++, at += columns) {
        part.set(cells.subarray(row * width + area.left, row * width + area.left + columns), at);
    }

    return part;
}

function paste(cells, width, area, part) {
    const columns = area.right - area.left + 1;
    for (let row = area.top, at = 0; row <= area.bottom; row++, at += columns) {
        cells.set(part.subarray(at, at + columns), row * width + area.left);
    }
}
