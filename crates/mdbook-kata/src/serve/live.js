// Reloads the page for a new book, where it was, and shows why there is none, or what is wrong with it.
"use strict";

(() => {
    const { edition, events } = document.currentScript.dataset;
    const KEY = "live-place";

    // What can be told from all others, by its text.
    function blocks() {
        const byText = new Map();
        for (const block of document.querySelectorAll("main :is(h1, h2, h3, h4, p, pre, li, td, summary)")) {
            const text = block.textContent.trim();
            byText.set(text, byText.has(text) ? null : block);
        }
        return [...byText].filter(([text, block]) => text && block?.getClientRects().length);
    }

    // What the reader looks at is not a number of pixels: more may stand above it now. It is the block
    // nearest to the top, or the next one if just that was changed.
    function place() {
        const top = (block) => block.getBoundingClientRect().top;
        const near = blocks().map(([text, block]) => [text, top(block)]);
        near.sort((a, b) => Math.abs(a[1]) - Math.abs(b[1]));
        const folds = [...document.querySelectorAll("main details")].map((fold) => fold.open);
        return { page: location.pathname, top: scrollY, near: near.slice(0, 20), folds };
    }

    function restore({ top, near, folds }) {
        const now = [...document.querySelectorAll("main details")];
        if (now.length === folds.length) {
            now.forEach((fold, index) => { fold.open = folds[index]; });
        }
        const there = new Map(blocks());
        const [text, was] = near.find(([text]) => there.has(text)) ?? [];
        const block = there.get(text);
        scrollTo({ top: block ? scrollY + block.getBoundingClientRect().top - was : top, behavior: "instant" });
    }

    let reloading = false;
    function reload() {
        try {
            sessionStorage.setItem(KEY, JSON.stringify(place()));
            history.scrollRestoration = "manual";
            reloading = true;
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
        } catch {
            // It keeps nothing, or something else.
        }
    }

    // Whoever solves a challenge knows that note already, and is not to hide it on every page.
    const HIDDEN = "live-hidden";
    function hidden() {
        try {
            return sessionStorage.getItem(HIDDEN);
        } catch {
            return null;
        }
    }

    function conceal(text) {
        try {
            sessionStorage.setItem(HIDDEN, text);
        } catch {
            // Then each page shows it anew.
        }
    }

    // In a tree of its own, which the book's style does not reach.
    let shown = null;
    function tell(error, note) {
        shown?.remove();
        shown = null;
        const told = error ?? note;
        if (told === null) {
            conceal("");
        }
        if (told === null || (error === null && told === hidden())) {
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
        hide.addEventListener("click", () => {
            shown.remove();
            if (error === null) {
                conceal(told);
            }
        });
        title.textContent = error === null
            ? "The book and its katas disagree"
            : "The last change made no book; this is the one before it";
        // As text: whatever stands in a diagnostic means nothing to the page.
        text.textContent = told;
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
                tell(news.error, news.note);
            } else {
                reload();
            }
        });
    }

    addEventListener("load", comeBack);
    addEventListener("pagehide", () => {
        source?.close();
        // Not at once after a reload: the browser would still go where it thinks that it was.
        history.scrollRestoration = reloading ? "manual" : "auto";
    });
    addEventListener("pageshow", listen);
    document.addEventListener("visibilitychange", listen);
})();
