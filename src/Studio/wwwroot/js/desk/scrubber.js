// Keeps one request under way and the newest state waiting: a frame is asked for when the last one is drawn, never earlier, so nothing
// queues up however slow the engine is. While something moves frames are small and quick; at rest the full picture follows.

const RestDelay = 160;
const IdentityEvery = 240;

export class Scrubber {
    /**
     * @param {(request: object) => Promise<object>} send asks the server
     * @param {(answer: object, request: object) => Promise<void>} show draws an answer
     * @param {(problem: string) => void} fail told what went wrong
     */
    constructor(send, show, fail) {
        this.send = send;
        this.show = show;
        this.fail = fail;
        this.sequence = 0;
        this.shown = 0;
        this.busy = false;
        this.waiting = null;
        this.rest = 0;
        this.identityAt = 0;
        // For whoever measures: when each input came and when its frame was on the screen.
        this.frames = 0;
        this.latencies = [];
        this.engine = [];
    }

    /** Something moved. */
    move(state) {
        clearTimeout(this.rest);
        this.rest = setTimeout(() => this.ask(state(), false), RestDelay);
        this.ask(state(), true);
    }

    /** Nothing moves: the full picture at once. */
    settle(state) {
        clearTimeout(this.rest);
        this.ask(state(), false);
    }

    ask(state, moving) {
        this.waiting = { state, moving, at: performance.now() };
        if (!this.busy) {
            this.run();
        }
    }

    async run() {
        this.busy = true;
        try {
            while (this.waiting) {
                const { state, moving, at } = this.waiting;
                this.waiting = null;
                const now = performance.now();
                const identity = !moving || now - this.identityAt > IdentityEvery;
                this.identityAt = identity ? now : this.identityAt;
                const request = { ...state, seq: ++this.sequence, identity, tracks: true, side: moving ? state.previewSide : 0 };
                delete request.previewSide;
                await this.once(request, at);
            }
        } finally {
            this.busy = false;
        }
    }

    async once(request, at) {
        let answer;
        try {
            answer = await this.send(request);
        } catch (problem) {
            this.fail(`The connection to the studio was lost for a moment. Nothing you set was lost; move a slider to go on. (${problem.message ?? problem})`);
            return;
        }

        if (answer.problem) {
            this.fail(answer.problem);
        } else if (answer.bytes && answer.seq > this.shown) {
            this.shown = answer.seq;
            await this.show(answer, request);
            this.frames++;
            this.latencies.push(performance.now() - at);
            this.engine.push(answer.ms);
            if (this.latencies.length > 2000) {
                this.latencies.splice(0, 1000);
                this.engine.splice(0, 1000);
            }
        }
    }

    dispose() {
        clearTimeout(this.rest);
        this.waiting = null;
    }
}
