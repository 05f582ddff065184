// Lessons show what their tools begin with, for readers without scripts. `EXAMPLES=overwrite` puts
// it there: an author writes an empty section.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { tools } from "./load.mjs";

const lessons = fileURLToPath(new URL("../../src/", import.meta.url));
const SECTION = /^(<section class="protocol-tool" data-tool="([^"]*)" aria-label="[^"]+">\n)(.*?)^<\/section>$/gms;

/** The example in HTML. Without a blank line, which would end the HTML for Markdown. */
function example(name) {
  const tool = tools[name];
  assert.ok(tool?.examples, `there is no tool “${name}”`);
  const { state, verdict, result } = tool.view(tool.examples[0].values);
  assert.equal(state, "right", "a page's own example has nothing wrong in it");
  return `<p class="verdict">${verdict}</p>\n<div class="result">\n${String(result).trim()}\n</div>\n`;
}

test("each lesson's example is what its tool makes of it", () => {
  let found = 0;
  for (const file of readdirSync(lessons, { recursive: true }).filter((name) => name.endsWith(".md"))) {
    const page = readFileSync(lessons + file, "utf8").replaceAll("\r", "");
    const sections = [...page.matchAll(SECTION)];
    assert.equal(sections.length, page.split("data-tool=").length - 1, `${file}: a section of another form`);
    if (process.env.EXAMPLES === "overwrite" && sections.length > 0) {
      writeFileSync(lessons + file, page.replace(SECTION, (_, start, name) => `${start}${example(name)}</section>`));
      continue;
    }
    for (const [, , name, shown] of sections) {
      assert.equal(shown, example(name), `${file}: run this again with EXAMPLES=overwrite`);
      found += 1;
    }
  }
  assert.ok(found > 0 || process.env.EXAMPLES === "overwrite", "no lesson has a tool");
});
