// Whole-mask operations: grow, shrink, feather, and the ways in and out of the picture's own resolution.

/** Distance of every cell to the nearest one for which `isSource` holds, squared; two passes of the lower envelope of parabolas. */
function squaredDistances(width, height, isSource) {
    const far = 1e12;
    const field = new Float64Array(width * height);
    for (let i = 0; i < field.length; i++) {
        field[i] = isSource(i) ? 0 : far;
    }

    const longest = Math.max(width, height);
    const line = new Float64Array(longest);
    const centres = new Int32Array(longest);
    const borders = new Float64Array(longest + 1);
    const pass = (count, start, stride) => {
        for (let i = 0; i < count; i++) {
            line[i] = field[start + i * stride];
        }

        let last = 0;
        centres[0] = 0;
        borders[0] = -Infinity;
        borders[1] = Infinity;
        for (let q = 1; q < count; q++) {
            let crossing;
            do {
                const p = centres[last];
                crossing = ((line[q] + q * q) - (line[p] + p * p)) / (2 * q - 2 * p);
            } while (crossing <= borders[last] && --last >= 0);
            last++;
            centres[last] = q;
            borders[last] = crossing;
            borders[last + 1] = Infinity;
        }

        let at = 0;
        for (let q = 0; q < count; q++) {
            while (borders[at + 1] < q) {
                at++;
            }

            field[start + q * stride] = (q - centres[at]) ** 2 + line[centres[at]];
        }
    };
    for (let column = 0; column < width; column++) {
        pass(height, column, width);
    }

    for (let row = 0; row < height; row++) {
        pass(width, row * width, 1);
    }

    return field;
}

/** Widens what is marked by a radius in cells. */
export function grow(raster, radius) {
    const distances = squaredDistances(raster.width, raster.height, i => raster.cells[i] > 127);
    for (let i = 0; i < distances.length; i++) {
        if (distances[i] <= radius * radius) {
            raster.cells[i] = Math.max(raster.cells[i], 255);
        }
    }

    return raster.all();
}

/** Narrows what is marked by a radius in cells; the picture's edge does not eat into it. */
export function shrink(raster, radius) {
    const distances = squaredDistances(raster.width, raster.height, i => raster.cells[i] <= 127);
    for (let i = 0; i < distances.length; i++) {
        if (distances[i] <= radius * radius) {
            raster.cells[i] = 0;
        }
    }

    return raster.all();
}

/** Softens the edge over a width in cells: three box blurs, which together are nearly a Gaussian. */
export function feather(raster, width) {
    const radius = Math.max(1, Math.round(width / 3));
    let from = Float32Array.from(raster.cells);
    let to = new Float32Array(from.length);
    for (let round = 0; round < 3; round++) {
        for (const [lines, count, lineStride, stride] of [[raster.height, raster.width, raster.width, 1], [raster.width, raster.height, 1, raster.width]]) {
            for (let line = 0; line < lines; line++) {
                const start = line * lineStride;
                const at = i => from[start + Math.min(count - 1, Math.max(0, i)) * stride];
                let sum = 0;
                for (let i = -radius; i <= radius; i++) {
                    sum += at(i);
                }

                for (let i = 0; i < count; i++) {
                    to[start + i * stride] = sum / (2 * radius + 1);
                    sum += at(i + radius + 1) - at(i - radius);
                }
            }

            [from, to] = [to, from];
        }
    }

    for (let i = 0; i < from.length; i++) {
        raster.cells[i] = Math.round(from[i]);
    }

    return raster.all();
}

/** The mask at the picture's resolution as grey RGBA pixels. A pixel that is marked in part is marked: thin strokes do not vanish. */
export function toPicture(raster) {
    const image = new ImageData(raster.pictureWidth, raster.pictureHeight);
    for (let y = 0; y < raster.pictureHeight; y++) {
        for (let x = 0; x < raster.pictureWidth; x++) {
            let most = 0;
            for (let row = y * raster.fine; row < (y + 1) * raster.fine; row++) {
                for (let column = x * raster.fine; column < (x + 1) * raster.fine; column++) {
                    most = Math.max(most, raster.cells[row * raster.width + column]);
                }
            }

            const at = 4 * (y * raster.pictureWidth + x);
            image.data[at] = image.data[at + 1] = image.data[at + 2] = most;
            image.data[at + 3] = 255;
        }
    }

    return image;
}

/**
 * Takes over a mask picture of any size.
 * @param {ImageData} image grey, or with alpha
 * @param {"replace"|"add"|"subtract"} mode
 */
export function fromPicture(raster, image, mode) {
    for (let row = 0; row < raster.height; row++) {
        const y = Math.min(image.height - 1, Math.floor((row + 0.5) * image.height / raster.height));
        for (let column = 0; column < raster.width; column++) {
            const x = Math.min(image.width - 1, Math.floor((column + 0.5) * image.width / raster.width));
            const at = 4 * (y * image.width + x);
            const value = Math.round(Math.max(image.data[at], image.data[at + 1], image.data[at + 2]) * image.data[at + 3] / 255);
            const cell = row * raster.width + column;
            raster.cells[cell] = mode === "add" ? Math.max(raster.cells[cell], value)
                : mode === "subtract" ? Math.min(raster.cells[cell], 255 - value)
                    : value;
        }
    }

    return raster.all();
}
