// What the desk says beside the picture: betas, identity, the nearest photo, and the photos that carry it.

// The descriptor hardly falls below this for any face: the bar shows what is above.
const LeastIdentity = 0.8;

const Outcomes = {
    inside: "Inside the hull: still what the photos know.",
    stopped: "Stopped at the edge of the hull.",
    projected: "Projected back to the nearest point of the hull.",
    outside: "Outside: going on leaves what the photos know of this person; expect the face to drift.",
};

/**
 * @param {HTMLElement} root the desk's element; parts are found by data-part
 * @param {object} thumbnails addresses of the anchors' photos, by row
 * @param {(anchor: number, name: string) => void} leaveOut told when a photo is to carry nothing
 * @param {AbortSignal} signal ends the listening
 * @returns {(answer: object, beta: number|null) => void} shows an answer
 */
export function createReadouts(root, thumbnails, leaveOut, signal) {
    const part = name => root.querySelector(`[data-part="${name}"]`);

    return (answer, beta) => {
        part("allowed").textContent = beta === null ? "no bound" : beta.toFixed(3);
        part("effective").textContent = answer.effective.toFixed(3);
        part("required").textContent = answer.required.toFixed(3);
        part("outcome").textContent = Outcomes[answer.outcome] ?? "";
        root.dataset.outcome = answer.outcome;
        root.dataset.effective = answer.effective;
        if (answer.id !== null && answer.id !== undefined) {
            root.dataset.id = answer.id;
            part("identity").textContent = answer.id.toFixed(3);
            const share = Math.min(1, Math.max(0, (answer.id - LeastIdentity) / (1 - LeastIdentity)));
            part("identity-bar").style.inlineSize = `${Math.round(100 * share)}%`;
            part("nearest").textContent = answer.nearest ?? "";
        }

        carriers(answer);
    };

    function carriers(answer) {
        const list = part("carriers");
        while (list.children.length < answer.anchors.length) {
            list.append(item());
        }

        [...list.children].forEach((entry, at) => {
            entry.hidden = at >= answer.anchors.length;
            if (!entry.hidden) {
                fill(entry.firstChild, answer.anchors[at], answer.names[at], answer.shares[at]);
            }
        });
    }

    function item() {
        const entry = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.append(new Image(40, 40), document.createElement("span"));
        button.firstChild.alt = "";
        button.addEventListener("click", () => leaveOut(Number(button.dataset.anchor), button.dataset.name), { signal });
        entry.append(button);
        return entry;
    }

    function fill(button, anchor, name, share) {
        if (button.dataset.anchor !== String(anchor)) {
            button.dataset.anchor = anchor;
            button.dataset.name = name;
            button.firstChild.src = thumbnails[anchor] ?? "";
            button.title = `${name}: leave it out`;
        }

        // The name begins with what is seen, so that it can be spoken.
        button.lastChild.textContent = `${Math.round(100 * share)} %`;
        button.setAttribute("aria-label", `${button.lastChild.textContent} by ${name}: leave it out`);
    }
}
