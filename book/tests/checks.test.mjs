// Each check finds the fault that it is there for: a check that finds nothing proves nothing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from './book.mjs';
import { launch, visit } from './browser.mjs';
import { CHECKS } from './checks.mjs';

const PAGE = 'faulty.html';

let browser;
let served;
const extra = new Map();

before(async () => {
  [browser, served] = await Promise.all([launch(), serve(extra)]);
});

after(async () => {
  await browser?.close();
  served?.stop();
});

for (const check of CHECKS) {
  test(`${check.name}: finds what is wrong`, async () => {
    assert.notEqual(check.faulty.length, 0);
    for (const { html, found } of check.faulty) {
      extra.set(PAGE, `<!DOCTYPE html><html lang="en"><title>x</title>${html}`);
      const faults = await visit(browser, `${served.address}/${PAGE}`, check.views[0], (tab, seen) =>
        check.faults(tab, seen, served.address, browser),
      );
      assert.ok(faults.some((fault) => found.test(fault)), `${html.slice(0, 200)}: ${faults.join('\n')}`);
    }
  });
}
