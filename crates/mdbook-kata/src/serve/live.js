// Reloads the page for a new book, where it was, and shows why there is none.
"use strict";

(() => {
    const { edition, events } = document.currentScript.dataset;
    const KEY = "live-place";

    // What the reader looks at is not a number of pixels: more may stand above it now.
    function place() {
        const passed = [...document.querySelectorAll("main [id]")].filter((at) => at.getBoundingClientRect().top <= 1);
        const last = passed.at(-1);
        return {
            page: location.pathname,
            top: scrollY,
            id: last?.id,
            offset: last?.getBoundingClientRect().top,
            folds: [...document.querySelectorAll("main details")].map((fold) => fold.open),
        };
    }

    function restore({ top, id, offset, folds }) {
        const now = [...document.querySelectorAll("main details")];
        if (now.length === folds.length) {
            now.forEach((fold, index) => { fold.open = folds[index]; });
        }
        const last = id && document.getElementById(id);
        scrollTo({ top: last ? scrollY + last.getBoundingClientRect().top - offset : top, behavior: "instant" });
    }

    function reload() {
        try {
            sessionStorage.setItem(KEY, JSON.stringify(place()));
            history.scrollRestoration = "manual";
        } catch {
            // Then the browser's own memory has to do.
        }
        location.reload();
    }

    function comeBack() {
        try {
            const kept = JSON.parse(sessionStorage.getItem(KEY));
            sessionStorage.removeItem(KEY);
            if (kept?.page === location.pathname) {
                restore(kept);
            }
            history.scrollRestoration = "auto";
        } catch {
            // It keeps nothing, or something else.
        }
    }

    // In a tree of its own, which the book's style does not reach.
    let shown = null;
    function tell(error) {
        shown?.remove();
        shown = null;
        if (error === null) {
            return;
        }
        shown = document.createElement("aside");
        shown.id = "build-error";
        const style = document.createElement("style");
        style.textContent = `
            section { position: fixed; inset: auto 0 0 0; z-index: 10000; box-sizing: border-box; max-height: 60vh;
                overflow: auto; padding: 12px 16px; border-top: 4px solid #ff6b6b; background: #1b1e24; color: #f1f3f5;
                font: 14px/1.4 monospace; }
            h2 { margin: 0 0 8px; font: bold 16px sans-serif; }
            pre { margin: 0; white-space: pre; overflow-x: auto; font: inherit; }
            button { float: right; padding: 4px 12px; font: 14px sans-serif; }
            @media print { section { display: none; } }`;
        const section = document.createElement("section");
        section.setAttribute("role", "alert");
        const [hide, title, text] = ["button", "h2", "pre"].map((name) => document.createElement(name));
        hide.textContent = "Hide";
        hide.addEventListener("click", () => tell(null));
        title.textContent = "The last change made no book; this is the one before it";
        // As text: whatever stands in a diagnostic means nothing to the page.
        text.textContent = error;
        text.tabIndex = 0;
        section.append(hide, title, text);
        shown.attachShadow({ mode: "open" }).append(style, section);
        document.body.append(shown);
    }

    let source = null;
    function listen() {
        source?.close();
        source = null;
        if (document.visibilityState === "hidden") {
            return;
        }
        source = new EventSource(events);
        source.addEventListener("message", ({ data }) => {
            const news = JSON.parse(data);
            if (news.edition === edition) {
                tell(news.error);
            } else {
                reload();
            }
        });
    }

    addEventListener("load", comeBack);
    addEventListener("pagehide", () => source?.close());
    addEventListener("pageshow", listen);
    document.addEventListener("visibilitychange", listen);
})();
