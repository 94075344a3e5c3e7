// Draws a slider's track: full and warm inside the hull, half as high and cool where more dilation is needed, hatched where even the
// dial's greatest beta does not reach. Heights and patterns say it without colour.

/**
 * @param {HTMLCanvasElement} canvas
 * @param {object} track lower, upper, reach, dilations
 * @param {number} range theta at the ends of the slider
 * @param {number} greatestBeta the dial's
 */
export function drawTrack(canvas, track, range, greatestBeta) {
    const ratio = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(canvas.clientWidth * ratio));
    const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
    if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
    }

    const context = canvas.getContext("2d");
    const style = getComputedStyle(canvas);
    const colour = name => style.getPropertyValue(name).trim();
    const [warm, cool, line, text] = ["--ms-accent", "--ms-cool", "--ms-line", "--ms-text-quiet"].map(colour);
    context.clearRect(0, 0, width, height);
    const count = Math.max(24, Math.floor(width / (6 * ratio)));
    const block = width / count;
    for (let i = 0; i < count; i++) {
        const theta = range * (2 * (i + 0.5) / count - 1);
        const inside = track.lower !== null && theta >= track.lower && theta <= track.upper;
        const near = !inside && dilationAt(track, theta) <= greatestBeta;
        const share = inside ? 1 : near ? 0.5 : 0.28;
        context.fillStyle = inside ? warm : near ? cool : line;
        const top = height * (1 - share) / 2;
        context.fillRect(i * block, top, block - ratio, height * share);
        if (!inside && !near) {
            hatch(context, i * block, top, block - ratio, height * share, text, ratio);
        }
    }

    // The exact ends, finer than a block.
    context.fillStyle = colour("--ms-text");
    for (const end of [track.lower, track.upper]) {
        if (end !== null && Math.abs(end) < range) {
            context.fillRect(Math.round(width * (end / range + 1) / 2) - ratio / 2, 0, ratio, height);
        }
    }
}

function hatch(context, x, y, width, height, colour, ratio) {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.strokeStyle = colour;
    context.lineWidth = ratio / 2;
    context.beginPath();
    for (let start = -height; start < width; start += 3 * ratio) {
        context.moveTo(x + start, y + height);
        context.lineTo(x + start + height, y);
    }

    context.stroke();
    context.restore();
}

/** The dilation that a theta needs, between the samples that the engine sent. */
export function dilationAt(track, theta) {
    const samples = track.dilations;
    const place = Math.min(samples.length - 1, Math.max(0, (theta / track.reach + 1) / 2 * (samples.length - 1)));
    const below = Math.floor(place);
    const above = Math.min(samples.length - 1, below + 1);
    return samples[below] + (place - below) * (samples[above] - samples[below]);
}

/** What a screen reader says of a slider: "Pose, plus 18 degrees, inside the hull, beta 0.012". */
export function sayTheta(label, theta, degreesPerUnit, track, beta) {
    const value = degreesPerUnit ? theta * degreesPerUnit : theta;
    const sign = value < -0.05 ? "minus " : value > 0.05 ? "plus " : "";
    const number = degreesPerUnit ? `${Math.round(Math.abs(value))} degrees` : Math.abs(value).toFixed(1);
    if (!track) {
        return `${label}, ${sign}${number}`;
    }

    const inside = track.lower !== null && theta >= track.lower - 1e-9 && theta <= track.upper + 1e-9;
    const where = inside || beta === null ? "inside the hull" : "outside the hull";
    return `${label}, ${sign}${number}, ${where}, beta ${dilationAt(track, theta).toFixed(3)}`;
}

/** What the eye reads beside a slider. */
export function writeTheta(theta, degreesPerUnit) {
    const value = degreesPerUnit ? Math.round(theta * degreesPerUnit) : Math.round(theta * 10) / 10;
    const number = degreesPerUnit ? `${Math.abs(value)}°` : Math.abs(value).toFixed(1);
    return value === 0 ? number : `${value > 0 ? "+" : "−"}${number}`;
}
