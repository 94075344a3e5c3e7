// Curves of a training, drawn when something changed and at most once a screen refresh.

import { watch } from "../../js/live.js";

const number = (value, digits = 3) => Number.isFinite(value) ? value.toFixed(digits) : "–";

// What each chart draws: columns of points (step, loss, LPIPS) and of probes (step, LPIPS, ID, held-out LPIPS).
const Charts = {
    lpips: { faint: 2, solid: 1, dashed: 3, title: "LPIPS" },
    identity: { solid: 2, title: "Identity" },
    loss: { steps: 1, title: "Loss" },
};

const column = (rows, index) => rows.filter(row => Number.isFinite(row[index])).map(row => [row[0], row[index]]);

function colours(element) {
    const style = getComputedStyle(element);
    const token = name => style.getPropertyValue(name).trim() || style.color;
    return { accent: token("--ms-accent"), cool: token("--ms-cool"), quiet: token("--ms-text-quiet"), line: token("--ms-line"), font: style.fontFamily };
}

/** A few round numbers that span the values. */
function ticks(low, high) {
    const span = high - low || Math.abs(high) || 1;
    const raw = span / 3;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= raw);
    const from = Math.floor(low / step) * step;
    const marks = [];
    for (let value = from; value < high + step * 0.999; value += step) {
        marks.push(value);
    }

    return { marks, step };
}

function draw(canvas, chart, points, probes, total) {
    const box = canvas.getBoundingClientRect();
    if (box.width === 0) {
        return;
    }

    const scale = globalThis.devicePixelRatio || 1;
    const width = Math.round(box.width * scale), height = Math.round(box.height * scale);
    if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
    }

    const lines = [
        { rows: chart.faint ? column(points, chart.faint) : [], look: "faint" },
        { rows: chart.steps ? column(points, chart.steps) : [], look: "solid" },
        { rows: chart.solid ? column(probes, chart.solid) : [], look: "solid", dots: true },
        { rows: chart.dashed ? column(probes, chart.dashed) : [], look: "dashed", dots: true },
    ].filter(line => line.rows.length > 0);
    const context = canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, box.width, box.height);
    if (lines.length === 0) {
        return;
    }

    const look = colours(canvas);
    const all = lines.flatMap(line => line.rows);
    const { marks, step } = ticks(Math.min(...all.map(row => row[1])), Math.max(...all.map(row => row[1])));
    const low = marks[0], high = marks[marks.length - 1];
    const last = Math.max(total || 0, ...all.map(row => row[0]), 1);
    const left = 44, right = box.width - 8, top = 8, bottom = box.height - 18;
    const x = at => left + (right - left) * at / last;
    const y = value => bottom - (bottom - top) * (value - low) / (high - low || 1);
    context.font = `11px ${look.font}`;
    context.fillStyle = look.quiet;
    context.strokeStyle = look.line;
    context.lineWidth = 1;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const mark of marks) {
        context.beginPath();
        context.moveTo(left, y(mark));
        context.lineTo(right, y(mark));
        context.stroke();
        context.fillText(mark.toFixed(Math.max(0, -Math.floor(Math.log10(step)))), left - 6, y(mark));
    }

    context.textBaseline = "bottom";
    context.fillText(String(last), right, box.height - 2);
    context.textAlign = "left";
    context.fillText("0", left, box.height - 2);
    for (const line of lines) {
        context.strokeStyle = context.fillStyle = line.look === "solid" ? look.accent : line.look === "dashed" ? look.cool : look.quiet;
        context.lineWidth = line.look === "faint" ? 0.75 : 2;
        context.setLineDash(line.look === "dashed" ? [6, 4] : []);
        context.beginPath();
        line.rows.forEach(([at, value], i) => i === 0 ? context.moveTo(x(at), y(value)) : context.lineTo(x(at), y(value)));
        context.stroke();
        context.setLineDash([]);
        if (line.dots && line.rows.length < 60) {
            for (const [at, value] of line.rows) {
                context.beginPath();
                context.arc(x(at), y(value), 2.5, 0, 2 * Math.PI);
                context.fill();
            }
        }
    }
}

function words(chart, points, probes) {
    const rows = column(chart.steps ? points : probes, chart.steps ?? chart.solid);
    if (rows.length === 0) {
        return { readout: "–", label: `${chart.title}: nothing measured yet` };
    }

    const first = rows[0], last = rows[rows.length - 1];
    const held = chart.dashed ? column(probes, chart.dashed).at(-1) : null;
    return {
        readout: number(last[1]) + (held ? ` · held-out ${number(held[1])}` : ""),
        label: `${chart.title} went from ${number(first[1])} to ${number(last[1])} by step ${last[0]}`
            + (held ? `; held-out photos ${number(held[1])}` : ""),
    };
}

export function create(root) {
    const figures = Object.keys(Charts).map(key => {
        const figure = root.querySelector(`[data-chart="${key}"]`);
        return { chart: Charts[key], canvas: figure.querySelector("canvas"), readout: figure.querySelector(".readout") };
    });
    const body = root.querySelector("tbody");
    const details = root.querySelector("details");
    let progress = null;
    let asked = 0;
    let stop = null;

    function ask() {
        asked ||= requestAnimationFrame(() => {
            asked = 0;
            show();
        });
    }

    function show() {
        const points = progress?.points ?? [], probes = progress?.probes ?? [];
        for (const { chart, canvas, readout } of figures) {
            draw(canvas, chart, points, probes, progress?.total);
            const said = words(chart, points, probes);
            readout.textContent = said.readout;
            canvas.setAttribute("aria-label", said.label);
            canvas.dataset.points = String(points.length);
            canvas.dataset.probes = String(probes.length);
        }

        if (details.open) {
            body.replaceChildren(...probes.map(([step, lpips, identity, heldOut]) => {
                const row = document.createElement("tr");
                for (const text of [String(step), number(lpips), number(heldOut), number(identity)]) {
                    row.insertCell().textContent = text;
                }

                return row;
            }));
        }
    }

    const sizes = new ResizeObserver(ask);
    sizes.observe(root);
    const theme = new MutationObserver(ask);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
    details.addEventListener("toggle", ask);
    return {
        watch(job) {
            stop?.();
            progress = null;
            stop = watch(job, { onProgress: next => { progress = next; ask(); } });
            ask();
        },
        dispose() {
            stop?.();
            sizes.disconnect();
            theme.disconnect();
            cancelAnimationFrame(asked);
        },
    };
}
