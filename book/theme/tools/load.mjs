// The tools as tests see them: the same classic scripts, in a page's order, without a page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const here = (path) => new URL(path, import.meta.url);
const require = createRequire(import.meta.url);
for (const name of ["tool", "sha1", "handshake", "frames", "dissector"]) require(`./${name}.js`);

/** What the scripts share. */
export const tools = globalThis.protocolTools;

/** What a crate says: see `vectors/committed.rs`. */
export const vectors = (name) => JSON.parse(readFileSync(here(`vectors/${name}.json`), "utf8"));

/** The example of a tool in the Markdown of its lesson, without what makes it a tool. */
export function staticExample(lesson, name) {
  const page = readFileSync(here(`../../src/${lesson}.md`), "utf8").replaceAll("\r", "");
  const section = new RegExp(`<section class="protocol-tool" data-tool="${name}"[^>]*>\n(.*?)\n</section>`, "s");
  return page.match(section)?.[1];
}

/** What stands there if the lesson's example is the tool's first one. */
export function workedOut(tool) {
  const { verdict, result } = tool.view(tool.examples[0].values);
  return `<p class="verdict">${verdict}</p>\n<div class="result">\n${String(result).trimEnd()}\n</div>`;
}

/** HTML as a reader has it. */
export const readable = (markup) => String(markup).replace(/<[^>]*>/g, "").replace(/&#39;/g, "'");
