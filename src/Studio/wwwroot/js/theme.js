// Runs before anything is painted: the page never shows the wrong theme. Follows the system until the user chooses.
(() => {
    const key = "mystyle-theme";
    const system = matchMedia("(prefers-color-scheme: light)");
    const watchers = new Set();

    const choice = () => {
        try {
            const kept = localStorage.getItem(key);
            return kept === "light" || kept === "dark" ? kept : "system";
        } catch {
            return "system";
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
                if (chosen === "light" || chosen === "dark") {
                    localStorage.setItem(key, chosen);
                } else {
                    localStorage.removeItem(key);
                }
            } catch {
                // Without storage the choice holds until the page is closed.
                document.documentElement.dataset.theme = chosen;
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
