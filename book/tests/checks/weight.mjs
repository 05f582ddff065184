// What a first visit costs, compressed as any host of static files does it, and without search.

import { gzipSync } from 'node:zlib';

export const name = 'a page weighs at most 150 KB';

export const views = [{}];

const LIMIT = 150_000;

/** The index, and the code that searches in it. */
const SEARCH = /\/(searchindex|elasticlunr|mark|searcher)-/;

export async function faults(page, { responses }) {
  const counted = responses.filter((response) => !SEARCH.test(response.url()));
  const files = await Promise.all(counted.map(weigh));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= LIMIT) return [];
  const heaviest = files.sort((a, b) => b.bytes - a.bytes).slice(0, 8);
  const list = heaviest.map(({ bytes, url }) => `${bytes} ${new URL(url).pathname}`);
  return [`${total} bytes: ${list.join(', ')}`];
}

async function weigh(response) {
  const body = await response.body();
  // Pictures and fonts are compressed already.
  return { url: response.url(), bytes: Math.min(body.length, gzipSync(body).length) };
}

const noise = Array.from({ length: 160_000 }, (_, at) => (at * at * 7919) % 65_521).join('');

export const faulty = [{ html: `<main><!--${noise}--></main>`, found: /bytes: / }];
