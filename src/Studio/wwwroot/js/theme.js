// Runs before anything is painted: the page never shows the wrong theme. A darkroom is dark until the user chooses: light, or what the system says.
(() => {
    const key = "mystyle-theme";
    const system = matchMedia("(prefers-color-scheme: light)");
    const watchers = new Set();
    // The choice of a browser that keeps nothing, until the page is closed.
    let held = "dark";

    const choice = () => {
        try {
            const kept = localStorage.getItem(key);
            return kept === "light" || kept === "system" ? kept : "dark";
        } catch {
            return held;
        }
    };

    const state = () => ({ choice: choice(), isDark: document.documentElement.dataset.theme === "dark" });

    const apply = () => {
        const chosen = choice();
        document.documentElement.dataset.theme = chosen === "system" ? (system.matches ? "light" : "dark") : chosen;
        for (const watcher of watchers) {
            watcher(state());
        }
    };

    globalThis.mystyleTheme = {
        state,
        set(chosen) {
            try {
                localStorage.setItem(key, chosen);
            } catch {
                held = chosen;
            }

            apply();
        },
        watch(watcher) {
            watchers.add(watcher);
            return () => watchers.delete(watcher);
        },
    };

    system.addEventListener("change", apply);
    addEventListener("storage", change => change.key === key && apply());
    apply();
})();
