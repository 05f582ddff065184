// Run with `node --test book/tests/`.
"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const progress = require("../theme/progress.js");

test("progress is read as it was written", () => {
    for (const done of [[], ["a"], ["b", "a", "b"], ["websocket-upgrade", "2-3"]]) {
        assert.deepEqual(progress.read(progress.text(done)), [...new Set(done)].sort());
    }
});

test("anything else is refused", () => {
    for (const text of [
        null,
        "",
        "null",
        "[]",
        "{",
        '"a"',
        '{"done":["a"]}',
        '{"version":2,"done":["a"]}',
        '{"version":1}',
        '{"version":1,"done":"a"}',
        '{"version":1,"done":[1]}',
        '{"version":1,"done":["<b>"]}',
        '{"version":1,"done":["A"]}',
        '{"version":1,"done":[""]}',
    ]) {
        assert.equal(progress.read(text), null, text);
    }
});

test("a lesson is marked once and unmarked", () => {
    assert.deepEqual(progress.with(["b"], "a"), ["a", "b"]);
    assert.deepEqual(progress.with(["a", "b"], "a"), ["a", "b"]);
    assert.deepEqual(progress.without(["a", "b"], "a"), ["b"]);
    assert.deepEqual(progress.without(["b"], "a"), ["b"]);
});

test("a link to a lesson has its name", () => {
    const check = (href, expected) => assert.equal(progress.lesson(href), expected, href);
    check("websockets/websocket-upgrade.html", "websocket-upgrade");
    check("../a.html?highlight=b", "a");
    check("http://127.0.0.1:3000/x/a.html", "a");
    check("a.html#concept", null);
    check("#concept", null);
    check("", null);
    check("x/", null);
    check("x/A.html", null);
    check("a.css", null);
});

test("progress is summed up", () => {
    const lessons = [{ name: "a", minutes: 10 }, { name: "b", minutes: 5 }];
    const check = (done, expected) => assert.ok(progress.summary(done, lessons).includes(expected), expected);
    check([], "0 of 2 lessons, 0 of 15 minutes");
    check(["b", "gone"], "1 of 2 lessons, 5 of 15 minutes");
});

test("an import is counted by the lessons there are", () => {
    const lessons = [{ name: "a", minutes: 10 }, { name: "b", minutes: 5 }];
    const check = (names, expected) => assert.equal(progress.imported(names, lessons), expected);
    check([], "Imported: 0 done.");
    check(["a", "b"], "Imported: 2 done.");
    check(["gone"], "Imported: 0 done. Kept, and not in this course: 1.");
});
