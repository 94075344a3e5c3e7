// A point of the hull that follows the hand: what the map and the walk share.

import { connect } from "../hub.js";
import { Scrubber } from "../desk/scrubber.js";

/**
 * @param {HTMLElement} root parts are found by data-part: picture, identity, effective, nearest, problem
 * @param {(reply: object) => void} [seen] told of every reply that was drawn
 */
export async function follow(root, seen) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    const canvas = part("picture");
    const context = canvas.getContext("2d");
    let disposed = false;
    const connection = await connect("hub/desk");
    const scrubber = new Scrubber(message => connection.invoke("Point", message), async reply => {
        const bitmap = await createImageBitmap(new Blob([reply.bytes], { type: reply.type }));
        if (disposed) {
            return;
        }

        context.imageSmoothingQuality = "high";
        context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        bitmap.close();
        part("effective").textContent = `effective beta ${reply.effective.toFixed(3)}`;
        if (reply.id !== null && reply.id !== undefined) {
            part("identity").textContent = reply.id.toFixed(3);
            part("nearest").textContent = `near ${reply.nearest ?? ""}`;
        }

        part("problem").textContent = "";
        root.dataset.shown = reply.seq;
        seen?.(reply);
    }, problem => {
        part("problem").textContent = problem;
    });
    root.myStylePoint = scrubber;
    return {
        scrubber,
        async dispose() {
            disposed = true;
            scrubber.dispose();
            await connection.stop();
        },
    };
}

/** Thumbnails of the anchors, loaded as they come. */
export function thumbnails(address, count, loaded) {
    return Array.from({ length: count }, (_, index) => {
        const image = new Image();
        image.onload = loaded;
        image.src = address + index;
        return image;
    });
}
