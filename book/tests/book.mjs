// The built book: its folder, its pages, and a server for them.

import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Where `cargo xtask book` writes; another folder can be named in `BOOK`. */
export const FOLDER = process.env.BOOK ?? fileURLToPath(new URL('../book', import.meta.url));

/** The paths of all pages, with `/`. A book without pages would pass every check. */
export function pages() {
  let files = [];
  try {
    files = readdirSync(FOLDER, { recursive: true }).map((file) => file.split(sep).join('/'));
  } catch (error) {
    throw new Error(`there is no book; \`cargo xtask book\` writes one`, { cause: error });
  }
  const all = files.filter((file) => file.endsWith('.html')).sort();
  // A page for each file of each kata, all made alike: one of them speaks for all.
  const [file] = all.filter(isFile);
  const found = all.filter((page) => page === file || !isFile(page));
  // One page is what mdBook writes on its own account: the frame of the contents, a 404, a copy.
  if (!found.some((page) => page.includes('/') && !isFile(page))) throw new Error(`no lesson in ${FOLDER}`);
  return found;
}

function isFile(page) {
  return page.startsWith('katas/');
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Serves the book, and `extra` (text by path) over it, at a free port of this machine, compressed
 * as any host of static files does it.
 * Returns the address without a slash at its end, and how to stop.
 */
export async function serve(extra = new Map()) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://book').pathname).slice(1);
    try {
      const content = extra.get(path) ?? readFileSync(join(FOLDER, path || 'index.html'));
      const type = TYPES[extname(path)] ?? 'text/html';
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' });
      response.end(gzipSync(content));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, stop };
}
