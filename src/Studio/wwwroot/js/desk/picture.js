// The desk's picture: what the engine drew last, or the photo for as long as it is held against it.

/**
 * @param {HTMLElement} root the desk's element; parts are found by data-part
 * @param {object} scene original (address of the photo; null for none), side of the canvas
 * @param {AbortSignal} signal ends the listening
 * @returns {(answer: object) => Promise<void>} shows an answer
 */
export function createPicture(root, scene, signal) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    const canvas = part("picture");
    const context = canvas.getContext("2d");
    let current = null;
    let original = null;
    let comparing = false;

    const hold = held => {
        comparing = held;
        paint();
    };
    const compare = part("compare");
    const on = (type, handler) => compare.addEventListener(type, handler, { signal });
    on("pointerdown", () => hold(true));
    on("pointerup", () => hold(false));
    on("pointerleave", () => hold(false));
    on("keydown", event => { if (event.key === " " || event.key === "Enter") { event.preventDefault(); hold(true); } });
    on("keyup", () => hold(false));

    function paint() {
        const bitmap = comparing && original ? original : current;
        if (!bitmap) {
            return;
        }

        const side = Math.max(scene.side ?? 0, bitmap.width);
        if (canvas.width !== side) {
            canvas.width = canvas.height = side;
        }

        context.imageSmoothingQuality = "high";
        context.drawImage(bitmap, 0, 0, side, side);
    }

    async function photo() {
        return scene.original ? await createImageBitmap(await (await fetch(scene.original)).blob()).catch(() => null) : null;
    }

    return async answer => {
        const bitmap = await createImageBitmap(new Blob([answer.bytes], { type: answer.type }));
        current?.close?.();
        current = bitmap;
        original ??= await photo();
        paint();
    };
}
