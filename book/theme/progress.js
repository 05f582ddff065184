// Which lessons a reader has done, kept by the reader's own browser and nowhere else.
//
// A lesson's name is its file's, without `.html`. Where the browser keeps nothing, this does nothing.
// A classic script: modules do not load from files. Node loads it too, for the tests of `progress`.
"use strict";

(() => {
    const KEY = "course-progress";
    const NAME = /^[a-z0-9-]{1,100}$/;

    const isName = (name) => typeof name === "string" && NAME.test(name);

    // What can be said of progress without a browser: sorted lists of names, each once.
    const progress = {
        sorted(names) {
            return [...new Set(names)].sort();
        },

        // The lessons in what was written, or null if it was not written by `text`.
        read(text) {
            try {
                const { version, done } = JSON.parse(text);
                const good = version === 1 && Array.isArray(done) && done.every(isName);
                return good ? progress.sorted(done) : null;
            } catch {
                return null;
            }
        },

        text(done) {
            return `${JSON.stringify({ version: 1, done: progress.sorted(done) }, null, 2)}\n`;
        },

        with(done, name) {
            return progress.sorted([...done, name]);
        },

        without(done, name) {
            return done.filter((other) => other !== name);
        },

        // The name of the lesson that a link leads to, if to one and not into it.
        lesson(href) {
            const name = /([^/?#]+)\.html(\?[^#]*)?$/.exec(href)?.[1];
            return isName(name) ? name : null;
        },

        // `lessons` are those of the course: each its name and its minutes.
        summary(done, lessons) {
            const mine = lessons.filter(({ name }) => done.includes(name));
            const minutes = (some) => some.reduce((sum, lesson) => sum + lesson.minutes, 0);
            return `You have done ${mine.length} of ${lessons.length} lessons, ${minutes(mine)} of ${minutes(lessons)} minutes.`;
        },

        // What is said of names that were read from a file. Lessons come and go: all of them are kept.
        imported(names, lessons) {
            const here = names.filter((name) => lessons.some((lesson) => lesson.name === name)).length;
            const others = names.length - here;
            const kept = others > 0 ? ` Kept, and not in this course: ${others}.` : "";
            return `Imported: ${here} done.${kept}`;
        },
    };

    if (typeof module !== "undefined") {
        module.exports = progress;
        return;
    }

    // A browser may refuse to keep anything, and say so only when asked to.
    function storage() {
        try {
            const store = window.localStorage;
            store.setItem(`${KEY}-probe`, "1");
            store.removeItem(`${KEY}-probe`);
            return store;
        } catch {
            return null;
        }
    }

    const store = storage();
    if (!store) {
        return;
    }

    function load() {
        try {
            return progress.read(store.getItem(KEY)) ?? [];
        } catch {
            return [];
        }
    }

    // Whether it was kept: there may be no room.
    function save(done) {
        try {
            store.setItem(KEY, progress.text(done));
        } catch {
            return false;
        } finally {
            show();
        }
        return true;
    }

    function element(name, text, properties = {}) {
        return Object.assign(document.createElement(name), { textContent: text }, properties);
    }

    // ---- What is done, wherever a lesson is named.

    function mark(link, isDone) {
        link.classList.toggle("done", isDone);
        link.parentElement.classList.toggle("done", isDone && link.parentElement.matches("li[data-lesson]"));
        link.querySelector(".course-spoken")?.remove();
        if (isDone) {
            link.append(element("span", " (done)", { className: "course-spoken" }));
        }
    }

    function svgElement(name, text, attributes) {
        const made = document.createElementNS("http://www.w3.org/2000/svg", name);
        for (const [key, value] of Object.entries(attributes)) {
            made.setAttribute(key, value);
        }
        made.textContent = text;
        return made;
    }

    // A link of the map has a name of its own, and a corner for a sign.
    function markOnMap(link, isDone) {
        const name = link.getAttribute("aria-label").replace(/, done$/, "");
        link.setAttribute("aria-label", isDone ? `${name}, done` : name);
        link.classList.toggle("done", isDone);
        link.querySelectorAll(".check").forEach((sign) => sign.remove());
        if (isDone) {
            const box = link.querySelector("rect");
            const [x, y] = [Number(box.getAttribute("x")) + Number(box.getAttribute("width")) - 4, Number(box.getAttribute("y")) + 4];
            link.append(
                svgElement("circle", "", { class: "check", cx: x, cy: y, r: 10 }),
                svgElement("text", "✓", { class: "check", x, y: y + 5 }),
            );
        }
    }

    function show() {
        const done = load();
        for (const link of document.querySelectorAll(".course-map a[data-lesson]")) {
            markOnMap(link, done.includes(link.dataset.lesson));
        }
        for (const item of document.querySelectorAll("li[data-lesson]")) {
            mark(item.querySelector("a"), done.includes(item.dataset.lesson));
        }
        for (const link of document.querySelectorAll("#mdbook-sidebar a[href]")) {
            const name = progress.lesson(link.getAttribute("href"));
            if (name) {
                mark(link, done.includes(name));
            }
        }
        for (const refresh of shown) {
            refresh(done);
        }
    }

    const shown = [];

    // ---- The end of a lesson.

    function lessonButton(place) {
        const name = place.dataset.lesson;
        const button = element("button", "", { type: "button" });
        const status = element("p", "", { role: "status" });
        button.addEventListener("click", () => {
            const done = load();
            const change = done.includes(name) ? progress.without : progress.with;
            status.textContent = save(change(done, name)) ? "" : "Your browser has no room to keep this.";
        });
        shown.push((done) => {
            button.textContent = done.includes(name) ? "✓ Done. Mark as not done" : "Mark as done";
        });
        place.append(button, status);
    }

    // ---- The landing page.

    function courseLessons() {
        const items = document.querySelectorAll(".course-lessons li[data-lesson]");
        return [...items].map(({ dataset }) => ({ name: dataset.lesson, minutes: Number(dataset.minutes) }));
    }

    function download() {
        const url = URL.createObjectURL(new Blob([progress.text(load())], { type: "application/json" }));
        element("a", "", { href: url, download: "course-progress.json" }).click();
        // Not before the browser has begun to read it.
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
    }

    async function readFile(file) {
        const names = file && progress.read(await file.text().catch(() => ""));
        if (!names) {
            return "This file holds no progress. It has to be one that was exported here.";
        }
        return save([...load(), ...names]) ? progress.imported(names, courseLessons()) : "Your browser has no room to keep this.";
    }

    function coursePanel(place) {
        const summary = element("p", "");
        const status = element("p", "", { role: "status" });
        const button = (text, act) => {
            const made = element("button", text, { type: "button" });
            made.addEventListener("click", act);
            return made;
        };
        const file = element("input", "", { type: "file", accept: ".json,application/json", hidden: true });
        file.addEventListener("change", async () => {
            status.textContent = await readFile(file.files[0]);
            file.value = "";
        });
        // What was cleared can be had back, until there is something new or the page is left.
        let cleared = [];
        const clear = button("Clear", () => {
            const back = cleared;
            cleared = back.length > 0 ? [] : load();
            status.textContent = back.length > 0 ? "Your progress is back." : "Cleared.";
            save(back);
        });
        shown.push((done) => {
            cleared = done.length > 0 ? [] : cleared;
            clear.textContent = cleared.length > 0 ? "Undo" : "Clear";
            summary.textContent = progress.summary(done, courseLessons());
        });
        const note = element("p", "It is kept by this browser and sent nowhere.");
        place.append(summary, button("Export", download), button("Import", () => file.click()), clear, file, status, note);
    }

    function start() {
        const lessons = document.querySelectorAll(".lesson-progress");
        // The page that prints the whole book has them all, and is no place to mark one.
        if (lessons.length === 1) {
            lessons.forEach(lessonButton);
        }
        document.querySelectorAll(".course-progress").forEach(coursePanel);
        show();
    }

    if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", start);
    } else {
        start();
    }
    // Another tab has changed it, or the way back led to a page as it was.
    window.addEventListener("storage", show);
    window.addEventListener("pageshow", show);
})();
