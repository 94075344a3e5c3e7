// One picture of a running job on a canvas. It keeps the last frame when the job ends.

import { watch, FramePainter } from "../../js/live.js";

const number = (value, digits) => Number.isFinite(value) ? value.toFixed(digits) : "–";

export function create(canvas, readout, place, role) {
    let painter = new FramePainter(canvas);
    let stop = null;
    let newest = null;

    function take(frame) {
        if (frame.place !== place || frame.role !== role) {
            return;
        }

        newest = frame;
        painter.show(frame);
        if (readout) {
            const parts = [`step ${frame.step}`];
            if (Number.isFinite(frame.lpips)) {
                parts.push(`LPIPS ${number(frame.lpips, 3)}`);
            }

            if (Number.isFinite(frame.id)) {
                parts.push(`ID ${number(frame.id, 2)}`);
            }

            if (Number.isFinite(frame.effective)) {
                parts.push(`β ${number(frame.effective, 3)}`);
            }

            readout.textContent = parts.join(" · ");
        }
    }

    let watched = null;
    return {
        watch(job) {
            stop?.();
            watched = job;
            painter.close();
            painter = new FramePainter(canvas);
            stop = watch(job, { onFrame: take });
        },
        place(nextPlace, nextRole) {
            if (nextPlace === place && nextRole === role) {
                return;
            }

            place = nextPlace;
            role = nextRole;
            newest = null;
            if (watched) {
                this.watch(watched);
            }
        },
        newest: () => newest?.seq ?? null,
        dispose() {
            stop?.();
            painter.close();
        },
    };
}
