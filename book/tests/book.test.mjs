// Every check on every page, in each way in which the page may be met.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { FOLDER, pages, serve } from './book.mjs';
import { launch, visit } from './browser.mjs';
import { CHECKS, isFor } from './checks.mjs';

const PAGES = pages();

let browser;
let served;

before(async () => {
  [browser, served] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  served?.stop();
});

for (const check of CHECKS) {
  test(check.name, { concurrency: 2 }, async (t) => {
    const views = PAGES.flatMap((page) => check.views.map((view) => ({ page, view })));
    const chosen = views.filter(({ page, view }) => isFor(check, page, view));
    assert.notEqual(chosen.length, 0, 'no page is looked at');
    await Promise.all(chosen.map(({ page, view }) => t.test(label(page, view), () => look(check, page, view))));
  });
}

async function look(check, page, view) {
  const home = view.via === 'file' ? pathToFileURL(FOLDER).href : served.address;
  const faults = await visit(browser, `${home}/${page}`, view, (tab, seen) =>
    check.faults(tab, seen, home, browser),
  );
  // A message, and no more: a stack of ours says nothing about the page.
  if (faults.length > 0) assert.fail([...new Set(faults)].join('\n'));
}

function label(page, view) {
  const how = Object.entries(view).map(([what, value]) => `${what}: ${value}`);
  return [page, ...how].join(', ');
}
