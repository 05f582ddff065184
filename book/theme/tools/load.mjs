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

/** HTML as a reader has it. */
export const readable = (markup) => String(markup).replace(/<[^>]*>/g, "").replace(/&#39;/g, "'");
