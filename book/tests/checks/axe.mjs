// What axe-core finds, in every theme: contrast, names, landmarks, order of headings.

import axe from 'axe-core';

import { unfold } from '../browser.mjs';

export const name = 'axe-core finds nothing';

export const views = [
  ...['light', 'navy', 'ayu', 'coal', 'rust'].map((theme) => ({ theme })),
  { width: 360 },
];

/** WCAG 2.2, which axe leaves out unless it is asked. */
const MORE = { 'target-size': { enabled: true } };

/** All that a theme can change; the whole takes axe seconds. */
const CONTRAST = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

export async function faults(page, { view }) {
  await unfold(page);
  return found(page, view);
}

/** What axe finds on the page as it is now. */
export async function found(page, view) {
  await page.evaluate(axe.source);
  // Its tests of frames wait for axe in each of them; the only frame is for readers without scripts.
  const options = { iframes: false, resultTypes: ['violations'], rules: MORE };
  if ((view.theme ?? 'light') !== 'light') options.runOnly = CONTRAST;
  const { violations } = await page.evaluate((wanted) => axe.run(document, wanted), options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .map(({ target, failureSummary }) => [target.join(' '), failureSummary.split('\n')[1].trim()])
      .map(([target, why]) => `${id}: ${help}: ${target}: ${why}`),
  );
}

export const faulty = [
  { html: '<main><h1>x</h1><img src="/favicon.svg"></main>', found: /^image-alt/ },
  { html: '<main><h1>x</h1><p style="color:#aaa">faint</p></main>', found: /^color-contrast/ },
  {
    html: '<main><h1>x</h1><button style="all:unset">i</button><button style="all:unset">i</button></main>',
    found: /^target-size/,
  },
];
