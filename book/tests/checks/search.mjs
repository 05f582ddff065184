// Search is part of the page once it is open, and what it found is seen.

import { found as axe } from './axe.mjs';

export const name = 'what is searched for is found and seen';

export const views = ['light', 'navy', 'ayu', 'coal', 'rust'].map((theme) => ({ theme }));

/** What is searched for, and what is marked: a word on every page, in text, code and folds. */
const [WORD, HIT] = ['server', 'the'];

export async function faults(page, { view }) {
  const bar = page.locator('#mdbook-searchbar');
  if ((await bar.count()) === 0) return [];
  const [address] = page.url().split(/[?#]/);
  await page.goto(`${address}?search=${WORD}`);
  // The index comes when it is asked for.
  await page.locator('#mdbook-searchresults a').first().waitFor();
  const open = await axe(page, view);
  await page.goto(`${address}?highlight=${HIT}`);
  const hidden = await page.evaluate(hiddenHits);
  return [...open, ...hidden, ...(await axe(page, view))];
}

/* This runs in the page, where functions may use nothing from here. */

function hiddenHits() {
  return [...document.querySelectorAll('main mark[data-markjs]')]
    .filter((hit) => !hit.checkVisibility())
    .map((hit) => `a hit stays hidden: ${hit.parentElement.outerHTML.replace(/\s+/g, ' ').slice(0, 90)}`);
}

const bar = (title) => `<main><h1>x</h1><input type=search id=mdbook-searchbar ${title}>`;
const results = '<div id=mdbook-searchresults><a href="#">x</a></div>';

export const faulty = [
  { html: `${bar('title="x"')}${results}</main>`, found: /^label-title-only/ },
  { html: `${bar('aria-label="x"')}</main>${results}`, found: /^region/ },
  {
    html: `${bar('aria-label="x"')}${results}<p style="background:#000;color:#fff">x <mark data-markjs style="background:#eee;color:inherit">word</mark></p></main>`,
    found: /^color-contrast/,
  },
  {
    html: `${bar('aria-label="x"')}${results}<details><summary>x</summary><mark data-markjs>y</mark></details></main>`,
    found: /^a hit stays hidden/,
  },
];
